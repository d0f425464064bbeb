/**
 * How failures of one kind delay further attempts. The first `free` failures cost nothing; each further one
 * doubles the delay, from 2 seconds to `longest`. One failure expires every `forgets` seconds. `cleared`: a
 * success clears all failures.
 */
export interface TryRule {
  readonly name: string
  readonly free: number
  readonly longest: number
  readonly forgets: number
  readonly cleared: boolean
}

/** A counter: failures under a rule for one key (an account, an address). */
export interface Counted {
  readonly rule: TryRule
  readonly by: string
}

/** The result of an attempt: its value, or the rule that refused it and the seconds to wait. */
export type Tried<T> = { readonly value: T } | { readonly seconds: number; readonly rule: TryRule }

/** Counts failures in memory, and delays or refuses attempts. */
export interface Tries {
  /**
   * Runs `attempt` unless one of `counted` refuses it. At most as many attempts run at a time as may still
   * fail; others are queued. So concurrent attempts get no more tries than sequential ones, and are not
   * refused for failures that did not happen.
   */
  run<T>(
    counted: readonly Counted[],
    attempt: () => Promise<T>,
    failed: (value: T) => boolean,
  ): Promise<Tried<T>>
}

export interface TriesOptions {
  /** A monotonic clock, in milliseconds. */
  readonly clock: () => number
  /** The most keys in memory; beyond it the least recently used is removed. */
  readonly most?: number
  /** The most queued attempts; further ones are refused for a second. */
  readonly mostWaiting?: number
}

interface Entry {
  /** The failures that had not expired at `at`, the time of the last one. */
  failures: number
  at: number
  running: number
}

export const createTries = ({ clock, most = 20_000, mostWaiting = 500 }: TriesOptions): Tries => {
  const entries = new Map<string, Entry>()
  let waiting: (() => void)[] = []

  const entryOf = ({ rule, by }: Counted): Entry => {
    const key = `${rule.name} ${by}`
    const entry = entries.get(key) ?? { failures: 0, at: clock(), running: 0 }
    // The map is in order of use.
    entries.delete(key)
    entries.set(key, entry)
    if (entries.size > most)
      for (const [old, { running }] of entries) if (running === 0 && old !== key) return forget(old, entry)
    return entry
  }
  const forget = (key: string, entry: Entry) => {
    entries.delete(key)
    return entry
  }
  const left = ({ failures, at }: Entry, { forgets }: TryRule) =>
    Math.max(0, failures - (clock() - at) / 1_000 / forgets)

  const secondsToWait = (entry: Entry, rule: TryRule): number => {
    if (Math.round(left(entry, rule)) < rule.free) return 0
    const pause = Math.min(rule.longest, 2 ** (Math.round(entry.failures) - rule.free + 1))
    return Math.max(0, Math.ceil(pause - (clock() - entry.at) / 1_000))
  }
  const capacity = (entry: Entry, rule: TryRule) =>
    Math.max(1, rule.free - Math.round(left(entry, rule))) - entry.running

  return {
    async run(counted, attempt, failed) {
      for (;;) {
        const found = counted.map((one) => ({ rule: one.rule, entry: entryOf(one) }))
        const slowest = found
          .map(({ entry, rule }) => ({ rule, seconds: secondsToWait(entry, rule) }))
          .reduce((a, b) => (b.seconds > a.seconds ? b : a))
        if (slowest.seconds > 0) return slowest
        const full = found.find(({ entry, rule }) => capacity(entry, rule) <= 0)
        if (full === undefined) return { value: await runCounted(found, attempt, failed) }
        if (waiting.length >= mostWaiting) return { rule: full.rule, seconds: 1 }
        await new Promise<void>((resume) => waiting.push(resume))
      }
    },
  }

  async function runCounted<T>(
    found: readonly { rule: TryRule; entry: Entry }[],
    attempt: () => Promise<T>,
    failed: (value: T) => boolean,
  ): Promise<T> {
    for (const { entry } of found) entry.running += 1
    try {
      const value = await attempt()
      const bad = failed(value)
      for (const { entry, rule } of found) {
        if (bad) Object.assign(entry, { failures: left(entry, rule) + 1, at: clock() })
        else if (rule.cleared) entry.failures = 0
      }
      return value
    } finally {
      for (const { entry } of found) entry.running -= 1
      const resumed = waiting
      waiting = []
      for (const resume of resumed) resume()
    }
  }
}
