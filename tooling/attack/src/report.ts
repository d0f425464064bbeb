/** One line of a report: what was tried, how often, and a sentence for each failure. */
export interface Line {
  readonly what: string
  readonly tries: number
  readonly failures: readonly string[]
  /** Additional figures: a median, a worst case, or why it was skipped. */
  readonly note?: string
}

/** The result of a command. */
export interface Report {
  readonly lines: readonly Line[]
}

/** The number of failures printed for a line. */
const MOST_PRINTED = 10

/** Every failure of a report, with what was tried. */
export const failuresOf = ({ lines }: Report): string[] =>
  lines.flatMap(({ what, failures }) => failures.map((failure) => `${what}: ${failure}`))

/** The report as a Markdown table, followed by the failures and the closing line. */
export const written = (name: string, { lines }: Report, seed: number, seconds: number): string => {
  const tries = lines.reduce((sum, line) => sum + line.tries, 0)
  const failures = lines.reduce((sum, line) => sum + line.failures.length, 0)
  return [
    '| what | tries | failures | |',
    '|---|--:|--:|---|',
    ...lines.map(
      (line) =>
        `| ${line.what} | ${counted(line.tries)} | ${counted(line.failures.length)} | ${line.note ?? ''} |`,
    ),
    '',
    ...lines.flatMap((line) => printed(line)),
    `${name}: ${counted(tries)} tries, ${counted(failures)} ${failures === 1 ? 'failure' : 'failures'}, seed ${seed}, ${seconds.toFixed(0)} s`,
  ].join('\n')
}

const printed = ({ what, failures }: Line): string[] =>
  failures.length === 0
    ? []
    : [
        ...failures.slice(0, MOST_PRINTED).map((failure) => `FAILED ${what}: ${failure}`),
        ...(failures.length > MOST_PRINTED ? [`… and ${failures.length - MOST_PRINTED} more`] : []),
        '',
      ]

const counted = (number: number) => number.toLocaleString('en-GB')

/** The median and the maximum of some durations in milliseconds, as a note. */
export const spread = (milliseconds: readonly number[]): string => {
  const sorted = [...milliseconds].sort((a, b) => a - b)
  const median = sorted[Math.floor(sorted.length / 2)]
  return median === undefined ? '' : `median ${seconds(median)}, worst ${seconds(sorted.at(-1) ?? 0)}`
}

const seconds = (milliseconds: number) =>
  milliseconds < 1_000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1_000).toFixed(1)} s`

/** Collects tries and failures by name, in the order in which the names first occur. */
export const createTally = () => {
  const lines = new Map<string, { tries: number; failures: string[]; note?: string }>()
  const line = (what: string) => {
    const found = lines.get(what) ?? { tries: 0, failures: [] }
    lines.set(what, found)
    return found
  }
  return {
    /** Counts `tries` of `what`, and the failures among them. */
    count(what: string, tries: number, failures: readonly string[] = []) {
      const counted = line(what)
      counted.tries += tries
      counted.failures.push(...failures)
    },
    note(what: string, note: string) {
      line(what).note = note
    },
    report: (): Report => ({ lines: [...lines].map(([what, counted]) => ({ what, ...counted })) }),
  }
}
export type Tally = ReturnType<typeof createTally>
