import { type DraftPlan, type IsoDate, readDay, readTimescale } from '@beatbook/domain'
import type { Passage } from '../passage.ts'
import type { Block, Source } from '../source/source.ts'

/** The particulars of a plan in labelled lines before its table, each with its pieces. */
export interface Particulars {
  readonly sponsor: { readonly name: string; readonly pieces: readonly number[] } | null
  readonly period: {
    readonly period: NonNullable<DraftPlan['period']>
    readonly pieces: readonly number[]
  } | null
  readonly dated: {
    readonly said: string
    readonly on: IsoDate | null
    readonly line: string
    readonly pieces: readonly number[]
  } | null
}

/** A line with its pieces. */
export interface Line {
  readonly text: string
  readonly pieces: readonly number[]
}

/**
 * Reads the particulars of a plan from the lines before its table. A sponsor takes precedence over an owner,
 * a day over a month, the latest day over others.
 */
export function particularsOf(lines: readonly Line[]): Particulars {
  const found = lines.flatMap((line) => {
    const read = particular(line.text)
    return read ? [{ ...read, line }] : []
  })
  const sponsors = found
    .flatMap((each) => (each.kind === 'sponsor' ? [each] : []))
    .sort((a, b) => a.rank - b.rank)
  const periods = found.flatMap((each) => (each.kind === 'period' ? [each] : []))
  const dates = found
    .flatMap((each) => (each.kind === 'dated' ? [each] : []))
    .sort((a, b) => ((a.on ?? '') < (b.on ?? '') ? 1 : -1))
  const [sponsor, period, dated] = [sponsors[0], periods[0], dates[0]]
  return {
    sponsor: sponsor ? { name: sponsor.name, pieces: sponsor.line.pieces } : null,
    period: period ? { period: period.period, pieces: period.line.pieces } : null,
    dated: dated
      ? { said: dated.said, on: dated.on, line: dated.line.text, pieces: dated.line.pieces }
      : null,
  }
}

/** Whether a line has only the sponsor, the period or the date of a plan. */
export const isParticular = (line: string): boolean => particular(line) !== null

/** The lines of some blocks before a table: those of passages, and the labels and values of small tables. */
export function headLines(
  source: Source,
  passages: readonly Passage[],
  tables: readonly Pick<Extract<Block, { kind: 'table' }>, 'rows'>[],
): Line[] {
  const own = passages.flatMap((passage): Line[] => {
    const pieces = passage.pieces.map((piece) => ({
      text: source.pieces[piece]?.text ?? '',
      pieces: [piece],
    }))
    if (source.format === 'text' && passage.kind !== 'item') return pieces
    const lines = pieces.length === 1 ? (pieces[0]?.text ?? '').split(/\n/) : passage.text.split(/\n/)
    return lines.map((text) => ({
      text: text.replace(/^[\s>*_+-]+|[*_]{2}/g, '').trim(),
      pieces: passage.pieces,
    }))
  })
  const cells = tables.flatMap(({ rows }) =>
    rows.flatMap((row): Line[] => {
      const filled = row.cells.filter((cell) => cell.text !== '')
      const pairs = filled.flatMap((cell, n) =>
        n % 2 === 0 && filled[n + 1] ? [[cell, filled[n + 1] ?? cell] as const] : [],
      )
      return [
        ...filled.flatMap((cell) => cell.text.split('\n').map((text) => ({ text, pieces: cell.pieces }))),
        ...pairs.map(([label, value]) => ({
          text: `${label.text.replace(/\s*:\s*$/, '')}: ${value.text}`,
          pieces: [...label.pieces, ...value.pieces],
        })),
      ]
    }),
  )
  return [...own, ...cells]
}

/** The page headers and footers of a document, as lines. */
export const pageAsides = (source: Source): Line[] =>
  source.blocks.flatMap((block) =>
    block.kind === 'aside' && /^(?:header|footer)/.test(block.part)
      ? [{ text: block.text, pieces: block.pieces }]
      : [],
  )

type Particular =
  | { readonly kind: 'sponsor'; readonly name: string; readonly rank: number }
  | { readonly kind: 'period'; readonly period: NonNullable<DraftPlan['period']> }
  | { readonly kind: 'dated'; readonly said: string; readonly on: IsoDate | null }

function particular(text: string): Particular | null {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length > 160) return null
  const [, label = '', value = ''] = /^([\p{L}][\p{L}\d ()/’'-]{1,40}?)\s*:\s*(\S.*)$/u.exec(line) ?? []
  const rank = label === '' ? -1 : sponsors.findIndex((pattern) => pattern.test(label))
  if (rank >= 0)
    return /\p{L}{2}/u.test(value) && !nobody.test(value) ? { kind: 'sponsor', name: value, rank } : null
  const said = (times.test(label) ? value : (unlabelled.exec(line)?.[1] ?? '')).trim()
  const period = said === '' ? null : periodOf(said)
  if (period) return { kind: 'period', period }
  const dating = (dates.test(label) ? value : (versioned.exec(line)?.[1] ?? updated.exec(line)?.[1] ?? ''))
    .replace(/[).]+$/, '')
    .trim()
  const on = dating === '' || dating.length > 40 ? null : readDay(dating)
  if (on) return { kind: 'dated', said: dating, on }
  const { precision, kind, latest } = readTimescale(dating).timescale
  return dating !== '' && dating.length <= 40 && precision === 'month' && kind === 'by' && latest
    ? { kind: 'dated', said: dating, on: null }
    : null
}

function periodOf(said: string): DraftPlan['period'] {
  const { kind, earliest, latest } = readTimescale(said).timescale
  return (kind === 'by' || kind === 'between') && earliest !== null && latest !== null && earliest < latest
    ? { start: earliest, end: latest, said }
    : null
}

/** Labels of a plan's sponsor, in order of precedence. */
const sponsors = [
  /^(?:(?:plan|executive|senior|project|programme|strategic|force|chief officer)\s)*sponsor$/i,
  /^(?:sro|senior responsible (?:officer|owner)(?: \(sro\))?)$/i,
  /^(?:(?:action|delivery|improvement)\s)?plan (?:owner|lead|manager)$/i,
  /^(?:(?:executive|strategic|force|chief officer|senior)\s)+(?:lead|owner)$/i,
  /^(?:owner|lead|lead officer|owned by)$/i,
]
const nobody = /^\W*(?:tbc|tba|to be (?:confirmed|agreed|appointed)|n\/?a|none|vacant|insert.*|enter.*)\W*$/i
const times =
  /^(?:(?:plan|planning|reporting|delivery|strategy|programme|time)\s)?(?:period|term|duration|timeframe|years?)(?: (?:covered|of (?:the )?plan))?$|^(?:financial year|fy|covers?|covering|period covered)$/i
const unlabelled =
  /^(?:(?:for |covering )?(?:the )?(?:plan )?period(?: of)?\s+(?=.*\d{2})|covering\s+|(?:financial year|fy)\s*(?=20\d\d))((?:from )?\S.*\d{2,4})\.?$/i
const dates =
  /^(?:date|dated|(?:date )?(?:last )?(?:updated|reviewed|revised|amended|published|issued|approved)(?: on)?|(?:date of )?(?:last )?(?:update|issue|publication|version)(?: date)?|date of (?:plan|document|report|this version)|(?:plan|document|report|version) date|(?:position )?as (?:at|of)|correct (?:at|as at|as of)|status date)$/i
const versioned =
  /^(?:version|issue|revision|draft|v)\s*\.?\s*\d[\d.]*[a-z]?\s*[,;:–—(|-]*\s*(?:dated\s+|of\s+)?(.*\d.*)$/i
const updated =
  /^(?:last )?(?:updated|revised|reviewed|as at|as of|position (?:as )?at|correct (?:as )?at)\s+(?:on\s+)?(.*\d.*)$/i
