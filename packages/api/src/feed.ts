import type { Change, CommandRunner } from '@beatbook/contract'

/**
 * How many changes are buffered for a subscriber that lost its connection, and how many actions a change
 * lists before the subscriber has to reload everything.
 */
const MOST_BUFFERED = 1_000
const MOST_LISTED = 500

/** The most subscribers: of one person, and in all. A browser has one, however many tabs it shows. */
export const subscriberLimits = { each: 20, all: 2_000 } as const

/** A change as sent to subscribers. With `everything`, more changed than is listed: reload everything. */
export interface LiveChange {
  readonly position: number
  readonly plans: readonly string[]
  readonly actions: readonly string[]
  /** What else changed, each as `kind/id`. */
  readonly others: readonly string[]
  readonly everything: boolean
}

/** The changes since the server started, for any number of subscribers at their own pace. */
export interface ChangeFeed {
  /**
   * The position of a connecting subscriber, given the last id it received: `missed` when that is no longer
   * buffered or from another run of the server.
   */
  start(lastId: string | null): { at: number; missed: boolean }
  /**
   * The changes after `at`, waiting for the next one where there is none yet. Resolves with `null` when
   * `signal` aborts or the feed closes.
   */
  after(at: number, signal: AbortSignal): Promise<readonly { at: number; change: LiveChange }[] | null>
  /** The id with which a subscriber at `at` reconnects. */
  idOf(at: number): string
  /**
   * Counts a subscriber of a person until the returned function is called; `null` where the limit of the
   * person or of all is reached.
   */
  join(person: string): (() => void) | null
  close(): void
}

/** Follows the commits of `commands`. `run` identifies this run of the server. */
export const createChangeFeed = (commands: Pick<CommandRunner, 'onChange'>, run: string): ChangeFeed => {
  const buffer: LiveChange[] = []
  const waiting = new Set<() => void>()
  let total = 0
  let closed = false
  const subscribers = new Map<string, number>()
  let open = 0
  const count = (person: string, by: 1 | -1) => {
    open += by
    const own = (subscribers.get(person) ?? 0) + by
    if (own === 0) subscribers.delete(person)
    else subscribers.set(person, own)
  }
  const wake = () => {
    for (const resume of waiting) resume()
  }
  const stop = commands.onChange((change) => {
    buffer.push(liveChange(change))
    if (buffer.length > MOST_BUFFERED) buffer.shift()
    total += 1
    wake()
  })
  const idOf = (at: number) => `${run}.${at}`

  return {
    idOf,
    start(lastId) {
      if (lastId === null) return { at: total, missed: false }
      const at = lastId.startsWith(`${run}.`) ? Number(lastId.slice(run.length + 1)) : Number.NaN
      return Number.isInteger(at) && at <= total && at >= total - buffer.length
        ? { at, missed: false }
        : { at: total, missed: true }
    },
    async after(at, signal) {
      while (at >= total && !closed && !signal.aborted) await nextWake(waiting, signal)
      if (closed || signal.aborted) return null
      const missing = total - at
      // A subscriber slower than the buffer has to reload everything, instead of getting only part of the
      // changes.
      if (missing > buffer.length) return [{ at: total, change: everything(buffer.at(-1)?.position ?? 0) }]
      return buffer.slice(-missing).map((change, index) => ({ at: at + index + 1, change }))
    },
    join(person) {
      if (open >= subscriberLimits.all || (subscribers.get(person) ?? 0) >= subscriberLimits.each) return null
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

/** A change without details: reload everything. */
export const everything = (position: number): LiveChange => ({
  position,
  plans: [],
  actions: [],
  others: [],
  everything: true,
})

const liveChange = ({ position, plans, actions, others }: Change): LiveChange =>
  actions.length > MOST_LISTED
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
