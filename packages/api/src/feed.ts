import type { Change, CommandRunner } from '@beatbook/contract'

/**
 * How many changes are kept for a window that lost its connection, and how many actions are named before it
 * is told to read all again.
 */
const KEPT = 1_000
const NAMED = 500

/**
 * How many live windows there may be: of one person, and in all. A browser has one, however many tabs it
 * shows.
 */
export const windowLimits = { each: 20, all: 2_000 } as const

/** What a live window is told. With `everything`, more changed than is listed: read all again. */
export interface LiveChange {
  readonly position: number
  readonly plans: readonly string[]
  readonly actions: readonly string[]
  /** What else changed, each as `kind/id`. */
  readonly others: readonly string[]
  readonly everything: boolean
}

/** The changes since the server started, for any number of windows at their own pace. */
export interface ChangeFeed {
  /**
   * Where a window that connects stands, given the last id it saw: `missed` when that is too long ago or from
   * another run of the server.
   */
  start(lastId: string | null): { at: number; missed: boolean }
  /**
   * The changes after `at`, waiting for the next where there is none yet. Ends with `null` when `signal`
   * aborts or the feed closes.
   */
  after(at: number, signal: AbortSignal): Promise<readonly { at: number; change: LiveChange }[] | null>
  /** The id under which a window at `at` comes back. */
  idOf(at: number): string
  /**
   * Counts a window of a person's until the returned function is called; `null` where they, or all together,
   * have as many as may be.
   */
  join(person: string): (() => void) | null
  close(): void
}

/** Follows the commits of `commands`. `run` tells one run of the server from the next. */
export const createChangeFeed = (commands: Pick<CommandRunner, 'onChange'>, run: string): ChangeFeed => {
  const kept: LiveChange[] = []
  const waiting = new Set<() => void>()
  let total = 0
  let closed = false
  const windows = new Map<string, number>()
  let open = 0
  const count = (person: string, by: 1 | -1) => {
    open += by
    const own = (windows.get(person) ?? 0) + by
    if (own === 0) windows.delete(person)
    else windows.set(person, own)
  }
  const wake = () => {
    for (const resume of waiting) resume()
  }
  const stop = commands.onChange((change) => {
    kept.push(liveChange(change))
    if (kept.length > KEPT) kept.shift()
    total += 1
    wake()
  })
  const idOf = (at: number) => `${run}.${at}`

  return {
    idOf,
    start(lastId) {
      if (lastId === null) return { at: total, missed: false }
      const at = lastId.startsWith(`${run}.`) ? Number(lastId.slice(run.length + 1)) : Number.NaN
      return Number.isInteger(at) && at <= total && at >= total - kept.length
        ? { at, missed: false }
        : { at: total, missed: true }
    },
    async after(at, signal) {
      while (at >= total && !closed && !signal.aborted) await nextWake(waiting, signal)
      if (closed || signal.aborted) return null
      const missing = total - at
      // A window slower than the ring is told to read all again rather than being given a part.
      if (missing > kept.length) return [{ at: total, change: everything(kept.at(-1)?.position ?? 0) }]
      return kept.slice(-missing).map((change, index) => ({ at: at + index + 1, change }))
    },
    join(person) {
      if (open >= windowLimits.all || (windows.get(person) ?? 0) >= windowLimits.each) return null
      count(person, 1)
      let left = false
      return () => {
        if (!left) count(person, -1)
        left = true
      }
    },
    close() {
      closed = true
      stop()
      wake()
    },
  }
}

/** A change of which only this is known: read all again. */
export const everything = (position: number): LiveChange => ({
  position,
  plans: [],
  actions: [],
  others: [],
  everything: true,
})

const liveChange = ({ position, plans, actions, others }: Change): LiveChange =>
  actions.length > NAMED
    ? { ...everything(position), plans, others }
    : { position, plans, actions, others, everything: false }

const nextWake = (waiting: Set<() => void>, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      waiting.delete(done)
      signal.removeEventListener('abort', done)
      resolve()
    }
    waiting.add(done)
    signal.addEventListener('abort', done)
  })
