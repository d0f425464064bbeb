import { type DraftPlan, type PlanKind, readTimescale } from '@beatbook/domain'
import type { Passage } from '../passage.ts'

/** The title of a plan, its kind, and the date or period in its title. */
export type Head = Pick<DraftPlan, 'title' | 'kind' | 'workflow' | 'dated' | 'period'> & {
  readonly pieces: readonly number[]
}

/**
 * Reads a plan's head from the passages before its first table; without any the title is the file's name,
 * also for a workbook (`sheets`) without a title in its cells.
 */
export function headOf(before: readonly Passage[], name: string, sheets = false): Head {
  const candidates = before.filter(({ text }) => text.length <= 200 && /\p{L}{3}/u.test(text)).slice(0, 40)
  const ranked = candidates
    .map((passage, n) => ({ passage, rank: rank(passage) - n / 100 }))
    .sort((a, b) => b.rank - a.rank)
  const best = sheets && (ranked[0]?.rank ?? 0) < 2 ? undefined : ranked[0]?.passage
  const whole = (best?.text ?? fromName(name)).replace(/\s+/g, ' ').trim()
  const { title, dated } = withoutDate(whole)
  const kind = kindOf(`${title} ${best ? '' : name}`)
  return {
    title,
    kind,
    workflow: 'simple',
    dated,
    period: periodOf(title) ?? beginning(dated),
    pieces: best?.pieces ?? [],
  }
}

function rank({ kind, level, text }: Passage): number {
  const named =
    /\b(?:plan|strategy|programme|tracker|register|recommendations|roadmap|road map|action log|return)\b/i.test(
      text,
    )
      ? 2
      : 0
  const exactly = /\b(?:delivery|action|implementation|improvement)\s+(?:plan|tracker|log)\b/i.test(text)
    ? 1
    : 0
  const sentence = /[.:;]$/.test(text) || /^(?:see|click|please|download)\b/i.test(text) ? -3 : 0
  return (
    named + exactly + sentence + (kind === 'heading' ? (level <= 1 ? 1.5 : 1) : 0) - (kind === 'item' ? 2 : 0)
  )
}

const kindOf = (title: string): PlanKind => {
  if (/\brecommendations?\b/i.test(title) && !/\bplan\b/i.test(title)) return 'recommendations'
  if (/\bdelivery\b|\bprogramme\b|\bprogress\b/i.test(title) && !/\baction plan\b/i.test(title))
    return 'delivery-plan'
  if (/\bstrategy\b|\bambition\b/i.test(title) && !/\bplan\b/i.test(title)) return 'strategy'
  return 'action-plan'
}

/** A date after a title, in brackets or after a dash, is the plan's date and not part of its title. */
function withoutDate(whole: string): { title: string; dated: string | null } {
  const [, title = whole, bracketed, dashed] = /^(.+?)\s*(?:\(([^()]+)\)|[–—-]\s+([^–—]+))$/.exec(whole) ?? []
  const said = (bracketed ?? dashed ?? '').trim()
  const { latest, precision } = readTimescale(said).timescale
  const date = /\d/.test(said) && latest !== null && (precision === 'day' || precision === 'month')
  return date ? { title: title.trim(), dated: said } : { title: whole, dated: null }
}

function periodOf(words: string): DraftPlan['period'] {
  const said = /\b(?:19|20)\d{2}\s*(?:[-–—/]|to)\s*(?:(?:19|20)\d{2}|\d{2})\b|\b20\d{2}\b/.exec(words)?.[0]
  const read = said ? readTimescale(said).timescale : null
  return said && read?.earliest ? { start: read.earliest, end: read.latest, said } : null
}

/** A plan dated "July 2022" begins then, with no end. */
function beginning(dated: string | null): DraftPlan['period'] {
  const start = dated === null ? null : readTimescale(dated).timescale.earliest
  return start === null ? null : { start, end: null, said: dated ?? '' }
}

const fromName = (name: string): string => {
  const words = (name.split(/[\\/]/).at(-1) ?? name)
    .replace(/\.[a-z0-9]{1,5}$/i, '')
    .replace(/[-_]+/g, ' ')
    .replace(/^\d+\s+(?=\p{L})/u, '')
    .trim()
  return words === '' ? name : words.charAt(0).toUpperCase() + words.slice(1)
}
