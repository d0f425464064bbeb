/** The ratios of the rows of the short form, as they were at a commit. */
export interface Landed {
  /** The commit that was measured. */
  readonly commit: string
  readonly rows: Readonly<Record<string, number>>
}

/** How many times worse than at the commit that landed a ratio may be. */
export const MOST_WORSE = 1.5

/** A row beside what it was: how many times worse it is now, `null` where it was not measured then. */
export interface AgainstLanded {
  readonly name: string
  readonly then: number | null
  readonly now: number
  readonly worse: number | null
  /** Whether `worse` was measured beside the commit that landed, in the same run. */
  readonly isBeside: boolean
}

/** Compares a row with what it was. A larger ratio is worse. */
export const againstLanded = (landed: Landed, name: string, now: number): AgainstLanded => {
  const then = landed.rows[name] ?? null
  return { name, then, now, worse: then === null ? null : now / then, isBeside: false }
}

/** Whether a row is so much worse that it has to be measured again, or was so twice. */
export const isWorse = ({ worse }: AgainstLanded): boolean => worse !== null && !(worse <= MOST_WORSE)

/** The rows that landed and are no longer measured. */
export const missingRows = (landed: Landed, names: readonly string[]): string[] =>
  Object.keys(landed.rows).filter((name) => !names.includes(name))

/** One line: `name   2.31  landed 2.10: 1.10 ×`. */
export const lineOf = ({ name, then, now, worse, isBeside }: AgainstLanded): string =>
  `${name.padEnd(16)} ${figure(now).padStart(8)}  ${
    then === null || worse === null
      ? 'new'
      : `landed ${figure(then).padStart(8)}: ${worse.toFixed(2)} ×${isBeside ? ' beside it' : ''}`
  }`

const figure = (ratio: number): string => (ratio < 1 ? ratio.toFixed(4) : ratio.toFixed(2))
