/**
 * The part of a list of `count` lines that fits into `height` with the line `at` visible: `from` inclusive,
 * `to` exclusive.
 */
export const windowOf = (
  count: number,
  at: number,
  height: number,
  before: number,
): { from: number; to: number } => {
  const room = Math.max(1, height)
  const last = Math.max(0, count - room)
  const from = Math.max(0, Math.min(last, at < before ? at : at >= before + room ? at - room + 1 : before))
  return { from, to: Math.min(count, from + room) }
}
