import { type IsoDate, readDay } from '@beatbook/domain'

/**
 * The date stated in a document: a line that is a date, or that says it was published, issued, updated or met
 * then. The latest of these.
 */
export function statedDate(lines: readonly string[]): { on: IsoDate; said: string } | null {
  const stated = lines.flatMap((line) => {
    const said = line.replace(saysSo, '').trim()
    const on = said.length <= 40 ? readDay(said) : null
    return on ? [{ on, said: line.trim() }] : []
  })
  return stated.sort((a, b) => (a.on < b.on ? 1 : -1))[0] ?? null
}

const saysSo =
  /^(?:(?:(?:page|document|report|paper)\s+)?(?:(?:last|first)\s+)?(?:published|updated|issued|reviewed|dated?|correct as (?:of|at)|as at|(?:position|status) (?:as )?at|(?:date of )?(?:meeting|report|publication)(?: date)?)(?:\s+on)?\s*[:–-]?\s*)/i
