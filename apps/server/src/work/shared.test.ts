import { expect, test, vi } from 'vitest'
import { createSharedAnswers } from './shared.ts'

/** Answers are texts; those in brackets serve their own caller alone. */
const aCache = (limits = { answers: 10, bytes: 1_000 }) =>
  createSharedAnswers<string>(limits, (answer) => (answer.startsWith('[') ? null : answer.length))
const asked = (key: string, snapshot = '1', signal = new AbortController().signal) => ({
  snapshot,
  key,
  request: { signal },
})
const giving = (answer: string) => vi.fn(async (_: AbortSignal) => answer)

test('an answer is computed once, whether callers come meanwhile or later', async () => {
  const cache = aCache()
  const compute = giving('a')
  const together = [cache.of(asked('k'), compute), cache.of(asked('k'), compute)]
  expect(await Promise.all(together)).toEqual(['a', 'a'])
  expect(await cache.of(asked('k'), compute)).toBe('a')
  expect(compute).toHaveBeenCalledTimes(1)
})

test('another question and another snapshot are computed anew', async () => {
  const cache = aCache()
  expect(await cache.of(asked('k'), giving('a'))).toBe('a')
  expect(await cache.of(asked('other'), giving('b'))).toBe('b')
  expect(await cache.of(asked('k', '2'), giving('c'))).toBe('c')
  expect(await cache.of(asked('k', '2'), giving('d'))).toBe('c')
})

test('an answer that was begun before a commit is not given to those who ask after it', async () => {
  const cache = aCache()
  const slow = Promise.withResolvers<string>()
  const before = cache.of(asked('k', '1'), () => slow.promise)
  expect(await cache.of(asked('k', '2'), giving('new'))).toBe('new')
  slow.resolve('old')
  expect(await before).toBe('old')
  expect(await cache.of(asked('k', '2'), giving('newer'))).toBe('new')
})

test('an answer of one caller alone is kept for nobody', async () => {
  const cache = aCache()
  const answers = [cache.of(asked('k'), giving('[limit of one]')), cache.of(asked('k'), giving('mine'))]
  expect(await Promise.all(answers)).toEqual(['[limit of one]', 'mine'])
  expect(await cache.of(asked('k'), giving('later'))).toBe('later')
})

test('a failure reaches those who wait for it, and is not kept', async () => {
  const cache = aCache()
  const fail = async () => {
    throw new Error('it crashed')
  }
  await expect(cache.of(asked('k'), fail)).rejects.toThrow('it crashed')
  expect(await cache.of(asked('k'), giving('a'))).toBe('a')
})

test('computing stops when the last caller that waits has gone, never before', async () => {
  const cache = aCache()
  const [one, two] = [new AbortController(), new AbortController()]
  let computing: AbortSignal | undefined
  const slow = Promise.withResolvers<string>()
  const compute = (signal: AbortSignal) => {
    computing = signal
    return slow.promise
  }
  const first = cache.of(asked('k', '1', one.signal), compute)
  const second = cache.of(asked('k', '1', two.signal), compute)
  one.abort()
  expect(computing?.aborted).toBe(false)
  two.abort()
  expect(computing?.aborted).toBe(true)
  // Whoever comes now does not wait for what was stopped.
  expect(await cache.of(asked('k'), giving('again'))).toBe('again')
  slow.resolve('[stopped]')
  expect(await Promise.all([first, second])).toEqual(['[stopped]', '[stopped]'])
})

test('a caller that has gone already stops what it began', async () => {
  let computing: AbortSignal | undefined
  await aCache().of(asked('k', '1', AbortSignal.abort()), async (signal) => {
    computing = signal
    return 'a'
  })
  expect(computing?.aborted).toBe(true)
})

test('the longest unused answers make room, by number and by bytes', async () => {
  const few = aCache({ answers: 2, bytes: 1_000 })
  for (const key of ['a', 'b', 'a', 'c']) await few.of(asked(key), giving(key))
  expect(await few.of(asked('a'), giving('new'))).toBe('a')
  expect(await few.of(asked('b'), giving('new'))).toBe('new')

  const small = aCache({ answers: 10, bytes: 10 })
  await small.of(asked('a'), giving('aaaaaa'))
  await small.of(asked('b'), giving('bbbbbb'))
  expect(await small.of(asked('b'), giving('new'))).toBe('bbbbbb')
  expect(await small.of(asked('a'), giving('new'))).toBe('new')
  await small.of(asked('large'), giving('l'.repeat(11)))
  expect(await small.of(asked('large'), giving('new'))).toBe('new')
})
