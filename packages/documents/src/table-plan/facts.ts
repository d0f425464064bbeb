import { readTimescale } from '@beatbook/domain'
import type { GridRow } from './grid.ts'
import { headingRole, type Role } from './heading.ts'
import { readLevel } from './level.ts'
import { countsFractions, saysShares } from './share.ts'
import { isStatus, readStage } from './stage.ts'

/** The properties of a column's heading and content. Shares are of the non-empty cells, 0 to 1. */
export interface Facts {
  readonly column: number
  readonly heading: string
  readonly role: Role | null
  readonly sure: number
  readonly count: number
  readonly fill: number
  readonly distinct: number
  readonly runs: number
  readonly values: number
  readonly words: number
  readonly letters: number
  readonly refs: number
  readonly levels: number
  readonly timescales: number
  /** Cells with a time and nothing else. */
  readonly times: number
  readonly stages: number
  readonly statuses: number
  /** Whether it has a share of the work done, from 0 to 1. */
  readonly fractions: boolean
}

/** The facts of one column. */
export function factsOf(heading: string, column: number, rows: readonly GridRow[]): Facts {
  const written = rows.flatMap((row) =>
    row.cells[column] && row.cells[column].text !== '' ? [row.cells[column].text] : [],
  )
  const sample = written.slice(0, 200)
  const share = (test: (text: string) => boolean): number =>
    sample.length === 0 ? 0 : sample.filter(test).length / sample.length
  const named = headingRole(heading)
  const levels = share((text) => text.length < 30 && readLevel(text).level !== null)
  const stages = share((text) => readStage(text) !== null)
  let role = named?.role ?? null
  if (role === 'stage' && levels > 0.6) role = 'level'
  if (role === 'level' && stages > 0.6 && levels < 0.2) role = 'stage'
  const sharing = saysShares(heading, sample)
  if (sharing && role !== 'level') role = 'progress'
  else if (role === 'progress' && sample.length > 0) role = null
  // Computed on demand: few columns need it, and parsing times is expensive.
  let dated: boolean[] | null = null
  const saysTimes = (): boolean[] => {
    dated ??= sample.map((text) => text.length < 80 && saysTime(text))
    return dated
  }
  return {
    column,
    heading,
    role,
    sure: named?.sure ?? 0,
    count: sample.length,
    fill: rows.length === 0 ? 0 : written.length / rows.length,
    distinct: sample.length === 0 ? 0 : new Set(sample).size / sample.length,
    values: new Set(written).size,
    runs: written.filter((text, n) => text !== written[n - 1]).length,
    words: sample.reduce((sum, text) => sum + text.split(/\s+/).length, 0) / Math.max(sample.length, 1),
    letters: share((text) => /\p{L}{2}/u.test(text)),
    refs: share((text) => /^\W?(?:[A-Z]{1,6}[-./ ]?)?\d{1,4}(?:[.\-/]\d{1,3})*[a-z]?\W?$/i.test(text)),
    levels,
    stages,
    statuses: share((text) => text.length < 80 && isStatus(text)),
    fractions: sharing && countsFractions(sample),
    get timescales() {
      return sample.length === 0 ? 0 : saysTimes().filter((says) => says).length / sample.length
    },
    get times() {
      return sample.length === 0
        ? 0
        : sample.filter((text, n) => text.length <= 40 && !/-{2}|\s[-–—]\s/.test(text) && saysTimes()[n])
            .length / sample.length
    },
  }
}

const saysTime = (text: string): boolean => !['unknown', 'none'].includes(readTimescale(text).timescale.kind)

/** Whether the same few values occur repeatedly in a column, equal ones adjacent. */
export const repeats = (f: Facts): boolean => f.count > 3 && f.distinct < 0.6 && f.runs <= f.count * 0.6
