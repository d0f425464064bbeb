import type { Ribbon } from '@beatbook/contract'
import { addDays, daysBetween, earliestOf, type IsoDate } from '@beatbook/domain'
import { markOf, monthWords } from '@beatbook/domain/english'
import type { LinePart, PageLine } from '../output/page.ts'

/**
 * A ribbon drawn in `width` columns: a scale, and a row each for the declared levels and the levels by the
 * rules, past solid and future shaded.
 */
export interface DrawnRibbon {
  readonly scale: string
  readonly rows: readonly { readonly label: string; readonly runs: readonly LinePart[] }[]
}

/**
 * Draws a ribbon: each column is a period of time, its sign the level on its first day; `│` is the date of
 * the query, after which every third column has the level's sign and the rest are shaded. With `ascii` the
 * signs are letters.
 */
export const drawRibbon = (ribbon: Ribbon, width: number, ascii = false): DrawnRibbon => {
  const label = 10
  const room = Math.max(12, width - label)
  const { from, to } = spanOf(ribbon)
  const days = Math.max(1, daysBetween(from, to))
  const dayAt = (column: number): IsoDate => addDays(from, Math.floor((column * days) / (room - 1)))
  const columns = Array.from({ length: room - 1 }, (_, column) => dayAt(column))
  const today = Math.max(
    1,
    columns.findIndex((day) => day > ribbon.asAt) === -1
      ? columns.length
      : columns.findIndex((day) => day > ribbon.asAt),
  )
  const row = (name: string, levelOn: (day: IsoDate) => Level | null) => ({
    label: name.padEnd(label),
    runs: runsOf(
      columns.map((day, at) => ({
        level: levelOn(at === today - 1 ? ribbon.asAt : day),
        ahead: at >= today,
      })),
      today,
      ascii,
    ),
  })
  const [first, last] = [monthWords(from, true), monthWords(to, true)]
  return {
    scale: `${' '.repeat(label)}${first}${' '.repeat(Math.max(1, room - first.length - last.length))}${last}`,
    rows: [
      row(
        'declared',
        (day) =>
          on(
            ribbon.declared.map((each) => ({
              ...each,
              level: each.level === null ? null : declared(each.level),
            })),
            day,
          )?.level ?? null,
      ),
      row('by rules', (day) => {
        const found = on(ribbon.computed, day)
        return found === null ? null : { code: found.level, letter: found.letter, shape: found.shape }
      }),
    ],
  }
}

/** The drawn ribbon as lines of a page. */
export const ribbonLines = (drawn: DrawnRibbon): PageLine[] => [
  { text: drawn.scale, tone: 'quiet' },
  ...drawn.rows.map(({ label, runs }): PageLine => {
    const parts = [{ text: label, level: null, ahead: false }, ...runs]
    return {
      text: parts
        .map(({ text }) => text)
        .join('')
        .trimEnd(),
      tone: 'plain',
      parts,
    }
  }),
]

interface Level {
  readonly code: string
  readonly letter: string
  readonly shape: string
}

/**
 * From the first level, at most two years back, to a month after the last change, at most two years and at
 * least a quarter ahead.
 */
const spanOf = ({ asAt, declared, computed }: Ribbon): { from: IsoDate; to: IsoDate } => {
  const starts = [...declared, ...computed]
    .map(({ from }) => from)
    .filter((day) => day >= addDays(asAt, -730))
  const turns = computed
    .map(({ from }) => addDays(from, 28))
    .filter((day) => day > asAt && day <= addDays(asAt, 730))
  const started = starts.length < declared.length + computed.length ? [addDays(asAt, -730)] : starts
  return {
    from: earliestOf(addDays(asAt, -28), started),
    to: [addDays(asAt, 91), ...turns].sort().at(-1) ?? asAt,
  }
}

const on = <T extends { readonly from: IsoDate; readonly to: IsoDate | null }>(
  intervals: readonly T[],
  day: IsoDate,
): T | null => intervals.find(({ from, to }) => from <= day && (to === null || day < to)) ?? null

const declared = (code: Parameters<typeof markOf>[0]): Level => markOf(code)

const runsOf = (
  cells: readonly { level: Level | null; ahead: boolean }[],
  today: number,
  ascii: boolean,
): LinePart[] => {
  const runs: LinePart[] = []
  for (const [at, { level, ahead }] of cells.entries()) {
    if (at === today) runs.push({ level: null, ahead: false, text: ascii ? '|' : '│' })
    const last = runs.at(-1)
    const joins =
      last !== undefined && at !== today && last.level === (level?.code ?? null) && last.ahead === ahead
    const sign = level === null ? ' ' : ascii ? level.letter.charAt(0) : level.shape
    const into = joins ? [...last.text].length : 0
    const cell = level === null ? ' ' : ahead && into % 3 !== 0 ? (ascii ? '.' : '░') : sign
    if (joins) runs[runs.length - 1] = { ...last, text: last.text + cell }
    else runs.push({ level: level?.code ?? null, ahead, text: cell })
  }
  return runs
}
