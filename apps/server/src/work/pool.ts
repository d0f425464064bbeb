import { err, ok, type Refusal, type Result, refuse } from '@beatbook/domain'
import { fairQueue } from './queue.ts'
import { startThread, type Thread, type ThreadOptions } from './thread.ts'

/**
 * How long a task that was stopped may take to end by itself before its worker is ended, in milliseconds:
 * most questions are shorter than starting a worker anew.
 */
const GRACE = 250
/** After so long without a task, in milliseconds, a worker beyond those that are warm ends. */
const IDLE = 30_000

export interface PoolOptions extends ThreadOptions {
  /** So many workers stay once they were started. */
  readonly warm: number
  /** So many workers at most: those beyond `warm` are started while tasks wait and no worker gets free. */
  readonly most: number
  /**
   * How long every running task has to take, in milliseconds, before a worker is started beyond those that are
   * warm. A burst of short tasks is left to the warm ones: more threads than processors would only slow down
   * the thread that serves.
   */
  readonly patience: number
  /** How long one task may run. */
  readonly seconds: number
  /** What one person may have: tasks that run, tasks that wait, and the cost of both together. */
  readonly person: { readonly running: number; readonly waiting: number; readonly cost: number }
  /** How many tasks may wait in all. */
  readonly waiting: number
}

/** A task for a worker, as data. */
export interface Asked<Task> {
  /** Who asks: the limits and the turns are by person. */
  readonly person: string
  readonly task: Task
  /** How heavy the task is beside others of its pool; 1 unless given. */
  readonly cost?: number
  /** Memory of the task that is handed over instead of being copied. */
  readonly transfer?: readonly ArrayBuffer[]
  /** Stops the task, whether it waits or runs. */
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: unknown) => void
}

/** Where a task is: behind so many others, running for so many seconds, or over. */
export type JobState =
  | { readonly state: 'waiting'; readonly ahead: number }
  | { readonly state: 'running'; readonly seconds: number }
  | { readonly state: 'over' }

/** A task that was handed to a pool. */
export interface Job<Answer> {
  /**
   * The task's answer, or why there is none: `too-many-at-once` {seconds}, `time-limit` {seconds},
   * `memory-limit` {megabytes}, `stopped`. Rejects with what the task threw, or where its worker crashed:
   * that is our bug.
   */
  readonly done: Promise<Result<Answer, Refusal>>
  state(): JobState
}

/** Warm threads that carry out tasks apart from the thread that serves. */
export interface Pool<Task, Answer> {
  run(asked: Asked<Task>): Job<Answer>
  /**
   * Starts the workers that stay, so that the first task need not wait for one; fulfilled when they take
   * tasks.
   */
  warm(): Promise<void>
  /** Stops every task and ends the workers. */
  close(): Promise<void>
}

/**
 * A pool of workers. Tasks wait in a queue in which people take turns. A task that takes longer than its time
 * ends with its worker, as does one that wants more memory than a worker has; another worker takes its place,
 * and nobody else's task is touched.
 */
export const createPool = <Task, Answer>(options: PoolOptions): Pool<Task, Answer> => {
  const { warm, most, seconds, megabytes, person: limits } = options
  const queue = fairQueue<Held<Task, Answer>>()
  const slots = new Set<Slot<Answer>>()
  const running = new Map<string, number>()
  const costs = new Map<string, number>()
  /** How long a task runs on average, in seconds: what the newest ones took counts most. */
  let usual = 1
  let closed = false
  let growing: NodeJS.Timeout | null = null

  const may = (person: string) => (running.get(person) ?? 0) < limits.running

  const refusal = (person: string, cost: number): Refusal | null => {
    if (closed) return refuse('stopped')
    const mine = costs.get(person) ?? 0
    // One task may always be asked for, however much it costs.
    const fits =
      queue.of(person) < limits.waiting &&
      (mine === 0 || mine + cost <= limits.cost) &&
      queue.size < options.waiting
    return fits
      ? null
      : refuse('too-many-at-once', {
          seconds: Math.min(
            seconds,
            Math.max(1, Math.ceil((usual * (queue.of(person) + 1)) / limits.running)),
          ),
        })
  }

  const next = () => {
    for (const slot of slots) {
      if (slot.state !== 'idle') continue
      const held = queue.take(may)
      if (held === undefined) return
      void carryOut(slot, held)
    }
    if (!closed && queue.some(may)) grow()
  }

  const grow = () => {
    if ([...slots].some((slot) => slot.state === 'starting')) return
    if (slots.size < warm) return void start()
    if (slots.size >= most) return
    const newest = Math.max(...[...slots].map((slot) => slot.began))
    const left = options.patience - (performance.now() - newest)
    if (left <= 0) return void start()
    growing ??= setTimeout(() => {
      growing = null
      next()
    }, left).unref()
  }

  const start = async (): Promise<boolean> => {
    const thread = startThread<Answer>(options)
    const slot: Slot<Answer> = { thread, state: 'starting', began: 0, leaving: null }
    slots.add(slot)
    void thread.ended.then(() => {
      slots.delete(slot)
      clearTimeout(slot.leaving ?? undefined)
      next()
    })
    const ready = await thread.ready
    if (ready) rest(slot)
    // A worker that cannot even start fails whoever waits: trying again for ever would help nobody.
    else
      for (const held of queue.clear())
        held.settle(() => held.promise.reject(new Error('a worker could not start')))
    return ready
  }

  const rest = (slot: Slot<Answer>) => {
    slot.state = 'idle'
    next()
    if (slot.state === 'idle' && slots.size > warm)
      slot.leaving = setTimeout(() => void leave(slot), IDLE).unref()
  }

  const leave = async (slot: Slot<Answer>) => {
    if (slot.state !== 'idle' || slots.size <= warm) return
    slot.state = 'ending'
    await slot.thread.end()
  }

  const carryOut = async (slot: Slot<Answer>, held: Held<Task, Answer>) => {
    clearTimeout(slot.leaving ?? undefined)
    slot.state = 'busy'
    held.began = slot.began = performance.now()
    running.set(held.person, (running.get(held.person) ?? 0) + 1)
    let reason: Refusal | null = null
    const end = (because: Refusal) => {
      reason ??= because
      void slot.thread.end()
    }
    const limit = setTimeout(() => end(refuse('time-limit', { seconds })), seconds * 1_000)
    let grace: NodeJS.Timeout | undefined
    held.stop = () => {
      grace ??= setTimeout(() => end(refuse('stopped')), GRACE)
    }
    const ended = await slot.thread.run(held.task, held.transfer, held.onProgress)
    clearTimeout(limit)
    clearTimeout(grace)
    usual = usual * 0.8 + ((performance.now() - held.began) / 1_000) * 0.2
    const left = (running.get(held.person) ?? 1) - 1
    if (left === 0) running.delete(held.person)
    else running.set(held.person, left)
    held.settle(() => {
      if (ended.how === 'done') held.promise.resolve(ok(ended.value))
      else if (ended.how === 'failed') held.promise.reject(ended.error)
      else if (reason !== null || closed) held.promise.resolve(err(reason ?? refuse('stopped')))
      else if (isOutOfMemory(ended.error)) held.promise.resolve(err(refuse('memory-limit', { megabytes })))
      else held.promise.reject(ended.error)
    })
    if (ended.how !== 'gone') return rest(slot)
    if (!closed && slots.size < warm) void start()
    next()
  }

  return {
    run({ person, task, cost = 1, transfer = [], signal, onProgress = () => {} }) {
      const promise = Promise.withResolvers<Result<Answer, Refusal>>()
      const refused = signal?.aborted ? refuse('stopped') : refusal(person, cost)
      if (refused !== null) return { done: Promise.resolve(err(refused)), state: () => ({ state: 'over' }) }

      let over = false
      const stopped = () => {
        if (held.began === null) queue.remove(person, held)
        else held.stop()
        held.settle(() => promise.resolve(err(refuse('stopped'))))
      }
      const held: Held<Task, Answer> = {
        person,
        task,
        transfer,
        onProgress,
        promise,
        began: null,
        stop: () => {},
        settle: (how) => {
          if (over) return
          over = true
          signal?.removeEventListener('abort', stopped)
          const others = (costs.get(person) ?? 0) - cost
          if (others <= 0) costs.delete(person)
          else costs.set(person, others)
          how()
        },
      }
      signal?.addEventListener('abort', stopped)
      costs.set(person, (costs.get(person) ?? 0) + cost)
      queue.add(person, held)
      next()
      return {
        done: promise.promise,
        state: () => {
          if (over) return { state: 'over' }
          return held.began === null
            ? { state: 'waiting', ahead: queue.ahead(person, held) }
            : { state: 'running', seconds: (performance.now() - held.began) / 1_000 }
        },
      }
    },
    async warm() {
      // One after the other, so that whoever is served meanwhile has the other processor.
      while (slots.size < warm && !closed) if (!(await start())) return
    },
    async close() {
      closed = true
      clearTimeout(growing ?? undefined)
      for (const held of queue.clear()) held.settle(() => held.promise.resolve(err(refuse('stopped'))))
      const all = [...slots]
      await Promise.all(all.map((slot) => slot.thread.end()))
    },
  }
}

/** A task in the pool. `settle` gives its answer, the first time. */
interface Held<Task, Answer> {
  readonly person: string
  readonly task: Task
  readonly transfer: readonly ArrayBuffer[]
  readonly onProgress: (progress: unknown) => void
  readonly promise: PromiseWithResolvers<Result<Answer, Refusal>>
  readonly settle: (how: () => void) => void
  /** When it began to run, by the clock of `performance`. */
  began: number | null
  stop: () => void
}

interface Slot<Answer> {
  readonly thread: Thread<Answer>
  state: 'starting' | 'idle' | 'busy' | 'ending'
  /** When its newest task began, by the clock of `performance`. */
  began: number
  leaving: NodeJS.Timeout | null
}

const isOutOfMemory = (error: unknown) =>
  (error as { code?: string } | null)?.code === 'ERR_WORKER_OUT_OF_MEMORY'
