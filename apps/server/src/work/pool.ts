import { err, ok, type Refusal, type Result, refuse } from '@beatbook/domain'
import { fairQueue } from './queue.ts'
import { startThread, type Thread, type ThreadOptions } from './thread.ts'

/**
 * How long a stopped task may take to end by itself before its worker is terminated, in milliseconds: most
 * queries take less time than starting a new worker.
 */
const GRACE = 250
/** A worker beyond the warm ones ends after this time without a task, in milliseconds. */
const IDLE = 30_000

export interface PoolOptions extends ThreadOptions {
  /** The number of workers that stay running once started. */
  readonly warm: number
  /** The most workers: those beyond `warm` are started while tasks wait and no worker becomes free. */
  readonly most: number
  /**
   * How long all running tasks must have run, in milliseconds, before a worker beyond `warm` is started. A
   * burst of short tasks is left to the warm ones: more threads than processors would only slow down the
   * serving thread.
   */
  readonly growAfter: number
  /** How long one task may run. */
  readonly seconds: number
  /** The limits of one person: running tasks, waiting tasks, and the cost of both together. */
  readonly person: { readonly running: number; readonly waiting: number; readonly cost: number }
  /** The most waiting tasks in all. */
  readonly waiting: number
}

/** A task for a worker, as data. */
export interface TaskRequest<Task> {
  /** Who requested it: limits and turns are by person. */
  readonly person: string
  readonly task: Task
  /** The cost of the task relative to others of its pool; 1 by default. */
  readonly cost?: number
  /** Memory of the task that is transferred instead of copied. */
  readonly transfer?: readonly ArrayBuffer[]
  /** Stops the task, whether it waits or runs. */
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: unknown) => void
}

/** The state of a task: waiting behind others, running for some seconds, or over. */
export type JobState =
  | { readonly state: 'waiting'; readonly ahead: number }
  | { readonly state: 'running'; readonly seconds: number }
  | { readonly state: 'over' }

/** A task submitted to a pool. */
export interface Job<Answer> {
  /**
   * The task's answer, or why there is none: `too-many-at-once` {seconds}, `time-limit` {seconds},
   * `memory-limit` {megabytes}, `stopped`. Rejects with what the task threw, or where its worker crashed,
   * which is our bug.
   */
  readonly done: Promise<Result<Answer, Refusal>>
  state(): JobState
}

/** Warm threads that run tasks off the serving thread. */
export interface Pool<Task, Answer> {
  run(request: TaskRequest<Task>): Job<Answer>
  /**
   * Starts the warm workers, so that the first task need not wait for one; resolves when they accept tasks.
   */
  warm(): Promise<void>
  /** Stops every task and ends the workers. */
  close(): Promise<void>
}

/** What a task answers that may refuse itself, or why the pool did not run it. */
export const answered = async <Task, Value>(
  pool: Pool<Task, Result<Value, Refusal>>,
  request: TaskRequest<Task>,
): Promise<Result<Value, Refusal>> => {
  const done = await pool.run(request).done
  return done.ok ? done.value : done
}

/**
 * A pool of workers. Tasks wait in a queue in which people take turns. A task that exceeds its time or its
 * worker's memory ends with its worker; another worker replaces it, and no other task is affected.
 */
export const createPool = <Task, Answer>(options: PoolOptions): Pool<Task, Answer> => {
  const { warm, most, seconds, megabytes, person: limits } = options
  const queue = fairQueue<QueuedTask<Task, Answer>>()
  const slots = new Set<Slot<Answer>>()
  const running = new Map<string, number>()
  const costs = new Map<string, number>()
  /** The average run time of a task in seconds, weighted towards the newest. */
  let averageSeconds = 1
  let closed = false
  let growing: NodeJS.Timeout | null = null

  const mayRun = (person: string) => (running.get(person) ?? 0) < limits.running

  const refusal = (person: string, cost: number): Refusal | null => {
    if (closed) return refuse('stopped')
    const mine = costs.get(person) ?? 0
    // One task is always accepted, whatever its cost.
    const fits =
      queue.of(person) < limits.waiting &&
      (mine === 0 || mine + cost <= limits.cost) &&
      queue.size < options.waiting
    return fits
      ? null
      : refuse('too-many-at-once', {
          seconds: Math.min(
            seconds,
            Math.max(1, Math.ceil((averageSeconds * (queue.of(person) + 1)) / limits.running)),
          ),
        })
  }

  const next = () => {
    for (const slot of slots) {
      if (slot.state !== 'idle') continue
      const queued = queue.take(mayRun)
      if (queued === undefined) return
      void runOn(slot, queued)
    }
    if (!closed && queue.some(mayRun)) grow()
  }

  const grow = () => {
    if ([...slots].some((slot) => slot.state === 'starting')) return
    if (slots.size < warm) return void start()
    if (slots.size >= most) return
    const newest = Math.max(...[...slots].map((slot) => slot.began))
    const left = options.growAfter - (performance.now() - newest)
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
    // A worker that cannot start fails all waiting tasks: retrying for ever would not help.
    else
      for (const queued of queue.clear())
        queued.settle(() => queued.promise.reject(new Error('a worker could not start')))
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

  const runOn = async (slot: Slot<Answer>, queued: QueuedTask<Task, Answer>) => {
    clearTimeout(slot.leaving ?? undefined)
    slot.state = 'busy'
    queued.began = slot.began = performance.now()
    running.set(queued.person, (running.get(queued.person) ?? 0) + 1)
    let reason: Refusal | null = null
    const end = (because: Refusal) => {
      reason ??= because
      void slot.thread.end()
    }
    const limit = setTimeout(() => end(refuse('time-limit', { seconds })), seconds * 1_000)
    let grace: NodeJS.Timeout | undefined
    queued.stop = () => {
      grace ??= setTimeout(() => end(refuse('stopped')), GRACE)
    }
    const ended = await slot.thread.run(queued.task, queued.transfer, queued.onProgress)
    clearTimeout(limit)
    clearTimeout(grace)
    averageSeconds = averageSeconds * 0.8 + ((performance.now() - queued.began) / 1_000) * 0.2
    const left = (running.get(queued.person) ?? 1) - 1
    if (left === 0) running.delete(queued.person)
    else running.set(queued.person, left)
    queued.settle(() => {
      if (ended.how === 'done') queued.promise.resolve(ok(ended.value))
      else if (ended.how === 'failed') queued.promise.reject(ended.error)
      else if (reason !== null || closed) queued.promise.resolve(err(reason ?? refuse('stopped')))
      else if (isOutOfMemory(ended.error)) queued.promise.resolve(err(refuse('memory-limit', { megabytes })))
      else queued.promise.reject(ended.error)
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
        if (queued.began === null) queue.remove(person, queued)
        else queued.stop()
        queued.settle(() => promise.resolve(err(refuse('stopped'))))
      }
      const queued: QueuedTask<Task, Answer> = {
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
      queue.add(person, queued)
      next()
      return {
        done: promise.promise,
        state: () => {
          if (over) return { state: 'over' }
          return queued.began === null
            ? { state: 'waiting', ahead: queue.ahead(person, queued) }
            : { state: 'running', seconds: (performance.now() - queued.began) / 1_000 }
        },
      }
    },
    async warm() {
      // One at a time, so that calls in progress have the other processor.
      while (slots.size < warm && !closed) if (!(await start())) return
    },
    async close() {
      closed = true
      clearTimeout(growing ?? undefined)
      for (const queued of queue.clear()) queued.settle(() => queued.promise.resolve(err(refuse('stopped'))))
      const all = [...slots]
      await Promise.all(all.map((slot) => slot.thread.end()))
    },
  }
}

/** A task in the pool. `settle` resolves it, the first time only. */
interface QueuedTask<Task, Answer> {
  readonly person: string
  readonly task: Task
  readonly transfer: readonly ArrayBuffer[]
  readonly onProgress: (progress: unknown) => void
  readonly promise: PromiseWithResolvers<Result<Answer, Refusal>>
  readonly settle: (how: () => void) => void
  /** When it began to run, by `performance.now()`. */
  began: number | null
  stop: () => void
}

interface Slot<Answer> {
  readonly thread: Thread<Answer>
  state: 'starting' | 'idle' | 'busy' | 'ending'
  /** When its newest task began, by `performance.now()`. */
  began: number
  leaving: NodeJS.Timeout | null
}

const isOutOfMemory = (error: unknown) =>
  (error as { code?: string } | null)?.code === 'ERR_WORKER_OUT_OF_MEMORY'
