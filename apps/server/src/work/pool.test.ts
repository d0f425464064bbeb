import { setTimeout as wait } from 'node:timers/promises'
import { RefusalError, refuse } from '@beatbook/domain'
import { afterEach, expect, test } from 'vitest'
import { createPool, type Pool, type PoolOptions } from './pool.ts'
import type { TestTask } from './testing/worker.ts'

let pools: Pool<TestTask, unknown>[] = []
afterEach(async () => {
  await Promise.all(pools.map((pool) => pool.close()))
  pools = []
})

const aPool = (given: Partial<PoolOptions> = {}): Pool<TestTask, unknown> => {
  const person = { running: 1, waiting: 10, cost: 100, ...given.person }
  const entry = new URL('./testing/worker.ts', import.meta.url)
  const pool = createPool<TestTask, unknown>({
    entry,
    warm: 1,
    most: 1,
    growAfter: 300,
    seconds: 30,
    megabytes: 64,
    waiting: 100,
    ...given,
    person,
  })
  pools.push(pool)
  return pool
}
const echo = (words: string): TestTask => ({ do: 'echo', words })
const refusal = (code: string, args: object = {}) => ({ ok: false, error: { code, args } })

test('a task is answered, and the same worker takes the next one', async () => {
  const pool = aPool()
  expect(await pool.run({ person: 'a', task: echo('hello') }).done).toEqual({ ok: true, value: 'hello' })
  const [one, two] = [
    await pool.run({ person: 'a', task: { do: 'who' } }).done,
    await pool.run({ person: 'b', task: { do: 'who' } }).done,
  ]
  expect(one).toEqual(two)
})

test('memory is transferred in both directions', async () => {
  const pool = aPool()
  const bytes = new Uint8Array(1_000_000).fill(7)
  const answer = await pool.run({ person: 'a', task: { do: 'bytes', bytes }, transfer: [bytes.buffer] }).done
  expect(bytes.length).toBe(0)
  expect(answer).toMatchObject({ ok: true, value: { length: 1_000_000, 999999: 7 } })
})

test('a task that times out ends with its worker, and the pool continues', async () => {
  const pool = aPool({ seconds: 1 })
  const before = await pool.run({ person: 'a', task: { do: 'who' } }).done
  const began = performance.now()
  expect(await pool.run({ person: 'a', task: { do: 'spin' } }).done).toEqual(
    refusal('time-limit', { seconds: 1 }),
  )
  expect(performance.now() - began).toBeLessThan(5_000)
  const after = await pool.run({ person: 'a', task: { do: 'who' } }).done
  expect(after).toMatchObject({ ok: true })
  expect(after).not.toEqual(before)
})

test('a task that exceeds the memory limit ends with its worker, and the pool continues', async () => {
  const pool = aPool()
  expect(await pool.run({ person: 'a', task: { do: 'fill' } }).done).toEqual(
    refusal('memory-limit', { megabytes: 64 }),
  )
  expect(await pool.run({ person: 'a', task: echo('again') }).done).toEqual({ ok: true, value: 'again' })
})

test.each([
  ['throws', { do: 'throw' }, 'not this one'],
  ['crashes its worker', { do: 'crash' }, 'it crashed'],
  ['ends its worker', { do: 'exit' }, 'a worker ended with 3'],
] as const)('a task that %s fails alone', async (_, task, words) => {
  const pool = aPool({ warm: 2, most: 2, person: { running: 2, waiting: 10, cost: 100 } })
  const others = ['one', 'two', 'three'].map((word) => pool.run({ person: 'b', task: echo(word) }).done)
  const bad = pool.run({ person: 'a', task }).done
  const after = pool.run({ person: 'a', task: echo('after') }).done
  await expect(bad).rejects.toThrow(words)
  expect(await Promise.all([...others, after])).toEqual(
    ['one', 'two', 'three', 'after'].map((value) => ({ ok: true, value })),
  )
})

test('a refusal has its class after the way to a worker and back', async () => {
  const onRequest = () => Promise.reject(new RefusalError(refuse('storage-full'), new Error('disk full')))
  const answer = aPool({ onRequest }).run({ person: 'a', task: { do: 'ask', question: 'write this' } }).done
  await expect(answer).rejects.toBeInstanceOf(RefusalError)
  await expect(answer).rejects.toMatchObject({
    refusal: { code: 'storage-full' },
    cause: { message: 'disk full' },
  })
})

test('people take turns: nobody waits for all tasks of another person', async () => {
  const pool = aPool()
  const order: string[] = []
  const ask = (person: string, words: string) =>
    pool.run({ person, task: echo(words) }).done.then(() => order.push(words))
  await Promise.all([
    ask('a', 'a1'),
    ask('a', 'a2'),
    ask('a', 'a3'),
    ask('a', 'a4'),
    ask('b', 'b1'),
    ask('c', 'c1'),
    ask('b', 'b2'),
  ])
  expect(order).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3', 'a4'])
})

test('one person never occupies all workers, so others are answered during an endless task', async () => {
  const pool = aPool({ warm: 2, most: 2, seconds: 20 })
  const [first, second] = [
    pool.run({ person: 'a', task: { do: 'spin' } }),
    pool.run({ person: 'a', task: { do: 'spin' } }),
  ]
  expect(await pool.run({ person: 'b', task: echo('here') }).done).toEqual({ ok: true, value: 'here' })
  expect([first.state().state, second.state()]).toEqual(['running', { state: 'waiting', ahead: 0 }])
})

test('if every worker is busy for long, more are started up to the maximum', async () => {
  const pool = aPool({ warm: 1, most: 3, seconds: 20 })
  const bad = ['a', 'b'].map((person) => pool.run({ person, task: { do: 'spin' } }))
  expect(await pool.run({ person: 'c', task: echo('here') }).done).toEqual({ ok: true, value: 'here' })
  expect(bad.map((job) => job.state().state)).toEqual(['running', 'running'])
})

test('a burst of short tasks is left to the warm workers', async () => {
  const pool = aPool({ warm: 1, most: 3, growAfter: 1_000, waiting: 100 })
  const names = Array.from({ length: 60 }, (_, at) => `p${at}`)
  const jobs = names.map((person) => pool.run({ person, task: { do: 'wait', ms: 30 } }))
  await Promise.all(jobs.map((job) => job.done))
  const workers = await Promise.all(names.map((person) => pool.run({ person, task: { do: 'who' } }).done))
  expect(new Set(workers.map((answer) => answer.ok && answer.value)).size).toBe(1)
})

test('a task has its state: how many are ahead, for how long it runs', async () => {
  const pool = aPool({ seconds: 20 })
  const first = pool.run({ person: 'a', task: { do: 'wait', ms: 400 } })
  const [second, third] = [
    pool.run({ person: 'b', task: echo('b') }),
    pool.run({ person: 'c', task: echo('c') }),
  ]
  while (first.state().state === 'waiting') await wait(10)
  expect([second.state(), third.state()]).toEqual([
    { state: 'waiting', ahead: 0 },
    { state: 'waiting', ahead: 1 },
  ])
  await wait(100)
  expect(first.state()).toEqual({
    state: 'running',
    seconds: expect.toSatisfy((seconds: number) => seconds > 0.08 && seconds < 5),
  })
  await third.done
  expect([first.state(), third.state()]).toEqual([{ state: 'over' }, { state: 'over' }])
})

test('a task reports its progress, and sends requests to the serving thread', async () => {
  const pool = aPool({
    onRequest: async (question) => {
      if (question === 'what not') throw new Error('not that')
      return `answer to ${question}`
    },
  })
  const heard: unknown[] = []
  await pool.run({
    person: 'a',
    task: { do: 'steps', count: 3 },
    onProgress: (progress) => heard.push(progress),
  }).done
  expect(heard).toEqual([1, 2, 3])
  expect(await pool.run({ person: 'a', task: { do: 'ask', question: 'why' } }).done).toEqual({
    ok: true,
    value: 'answer to why',
  })
  await expect(pool.run({ person: 'a', task: { do: 'ask', question: 'what not' } }).done).rejects.toThrow(
    'not that',
  )
})

test('a task is stopped before it runs, while it runs, and while it blocks its thread', async () => {
  const pool = aPool({ seconds: 20 })
  expect(await pool.run({ person: 'a', task: echo('no'), signal: AbortSignal.abort() }).done).toEqual(
    refusal('stopped'),
  )

  const [running, waiting] = [new AbortController(), new AbortController()]
  const spinning = pool.run({ person: 'a', task: { do: 'spin' }, signal: running.signal })
  const behind = pool.run({ person: 'a', task: echo('no'), signal: waiting.signal })
  const honest = pool.run({ person: 'b', task: echo('yes') })
  waiting.abort()
  expect(await behind.done).toEqual(refusal('stopped'))
  while (spinning.state().state === 'waiting') await wait(10)
  running.abort()
  expect(await spinning.done).toEqual(refusal('stopped'))
  expect(await honest.done).toEqual({ ok: true, value: 'yes' })
})

test('a stopped task that ends soon does not end its worker', async () => {
  const pool = aPool()
  const before = await pool.run({ person: 'a', task: { do: 'who' } }).done
  const stop = new AbortController()
  const stopped = pool.run({ person: 'a', task: { do: 'wait', ms: 50 }, signal: stop.signal })
  stop.abort()
  expect(await stopped.done).toEqual(refusal('stopped'))
  expect(await pool.run({ person: 'a', task: { do: 'who' } }).done).toEqual(before)
})

test('beyond the limit of waiting tasks, per person or in all, a task is refused with a time to wait', async () => {
  const pool = aPool({ person: { running: 1, waiting: 2, cost: 100 }, waiting: 3 })
  const tooMany = refusal('too-many-at-once', {
    seconds: expect.toSatisfy((seconds) => Number.isInteger(seconds) && seconds >= 1 && seconds <= 30),
  })
  // The worker is still starting, so all of them wait.
  const mine = [1, 2, 3].map((task) => pool.run({ person: 'a', task: echo(`${task}`) }).done)
  expect(await mine[2]).toEqual(tooMany)
  const theirs = ['b', 'c'].map((person) => pool.run({ person, task: echo(person) }).done)
  expect(await theirs[1]).toEqual(tooMany)
  expect(await Promise.all([mine[0], mine[1], theirs[0]])).toEqual(
    ['1', '2', 'b'].map((value) => ({ ok: true, value })),
  )
  expect(await pool.run({ person: 'a', task: echo('later') }).done).toEqual({ ok: true, value: 'later' })
})

test('the total cost of one person’s tasks is limited, but a single task may have any cost', async () => {
  const pool = aPool({ person: { running: 1, waiting: 10, cost: 10 } })
  const ask = (cost: number, person = 'a') => pool.run({ person, cost, task: echo(`${cost}`) }).done
  const [first, second] = [ask(50), ask(1)]
  expect(await second).toMatchObject(refusal('too-many-at-once', { seconds: expect.any(Number) }))
  expect(await ask(10, 'b')).toEqual({ ok: true, value: '10' })
  expect(await first).toEqual({ ok: true, value: '50' })
  expect(await Promise.all([ask(4), ask(6), ask(1)])).toMatchObject([
    { ok: true },
    { ok: true },
    { ok: false },
  ])
})

test('closing a pool stops waiting and running tasks, and refuses further ones', async () => {
  const pool = aPool()
  const [running, waiting] = [
    pool.run({ person: 'a', task: { do: 'spin' } }),
    pool.run({ person: 'b', task: echo('no') }),
  ]
  while (running.state().state === 'waiting') await wait(10)
  await pool.close()
  expect([await running.done, await waiting.done]).toEqual([refusal('stopped'), refusal('stopped')])
  expect(await pool.run({ person: 'a', task: echo('no') }).done).toEqual(refusal('stopped'))
})

test('warm workers are started before the first task', async () => {
  const pool = aPool()
  await pool.warm()
  const job = pool.run({ person: 'a', task: echo('at once') })
  expect(job.state().state).toBe('running')
  expect(await job.done).toEqual({ ok: true, value: 'at once' })
})

test('if workers cannot start, waiting tasks fail', async () => {
  const pool = aPool({ entry: new URL('./testing/nothing-here.ts', import.meta.url) })
  await expect(pool.run({ person: 'a', task: echo('no') }).done).rejects.toThrow('a worker could not start')
})
