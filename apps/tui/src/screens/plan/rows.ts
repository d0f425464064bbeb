import type { ActionRow } from '@beatbook/contract'
import type { Listed } from './listed.ts'

/** A line of the table: a heading, or the action at an index; `row` is `null` until it is loaded. */
export type TableLine =
  | { readonly heading: string; readonly above: number }
  | { readonly row: ActionRow | null; readonly at: number }

/**
 * The lines of a table of `room` lines around the action `selected`, which is about in the middle. The first
 * row keeps the heading it stands under.
 */
export const tableLinesOf = (
  list: Pick<Listed, 'at' | 'headingAt'> & { readonly count: number },
  selected: number,
  room: number,
): TableLine[] => {
  if (room < 1 || list.count === 0) return []
  const from = Math.max(0, Math.min(selected - Math.floor(room / 2), list.count - room))
  const lines: TableLine[] = []
  for (let at = from; at < list.count && at < from + 2 * room; at += 1) {
    const heading = list.headingAt(at)
    if (heading !== null) lines.push({ heading, above: at })
    lines.push({ row: list.at(at), at })
  }
  // Headings take lines too: what is above goes, until the selected one is in the middle or the end is reached.
  const place = lines.findIndex((line) => 'row' in line && line.at === selected)
  const start = Math.max(0, Math.min(place - Math.floor(room / 2), lines.length - room))
  return lines.slice(start, start + room)
}
