import { readFileSync, writeFileSync } from 'node:fs'
import { gunzipSync, gzipSync } from 'node:zlib'
import {
  type ActionEvent,
  compileRagRules,
  type IsoDate,
  type Recorded,
  ragPresets,
  ratingsOf,
  statesOf,
  upcastStream,
} from '@beatbook/domain'

/**
 * One history with the rules that rated it, and each rating: its first day, the day after its last, and its
 * intervals.
 */
export interface Row {
  readonly events: readonly Recorded<ActionEvent>[]
  readonly pins: readonly { readonly from: IsoDate; readonly code: string; readonly version: number }[]
  readonly ratings: readonly Rated[]
}

type Rated = readonly [from: IsoDate, to: IsoDate | null, intervals: readonly Interval[]]
type Interval = readonly [
  from: IsoDate,
  to: IsoDate | null,
  level: string,
  computed: string,
  rule: string | null,
  because: unknown,
]

const file = (name: string) => new URL(`../${name}.json.gz`, import.meta.url)

/** The rows of a frozen table. */
export const readTable = (name: string): Row[] =>
  JSON.parse(gunzipSync(readFileSync(file(name))).toString()) as Row[]

/** Freezes a table under a new name. Throws where the name exists: a table is never changed. */
export const writeTable = (name: string, rows: readonly Row[]): void =>
  writeFileSync(file(name), gzipSync(JSON.stringify(rows), { level: 9 }), { flag: 'wx' })

/**
 * The ratings of a history under shipped rules by today's code. Throws where a pinned version no longer
 * ships.
 */
export const rated = ({ events, pins }: Pick<Row, 'events' | 'pins'>): Rated[] => {
  const rules = pins.map(({ from, code, version }) => {
    const found = ragPresets.find((each) => each.code === code && each.version === version)
    if (found === undefined) throw new Error(`${code} version ${version} ships no more`)
    return { from, ragRules: compileRagRules(found) }
  })
  return ratingsOf(statesOf(upcastStream(events as readonly unknown[] as Recorded[])), rules, null).map(
    ({ from, to, intervals }) => [
      from,
      to,
      intervals.map((each) => [each.from, each.to, each.level, each.computed, each.rule, each.because]),
    ],
  )
}
