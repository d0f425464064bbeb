import { expect, test } from 'vitest'
import { createTries, type TryRule } from './tries.ts'

const slow: TryRule = { name: 'slow', free: 5, longest: 900, forgets: 3_600, cleared: true }
const wide: TryRule = { name: 'wide', free: 50, longest: 60, forgets: 12, cleared: false }

/** Attempts with a clock that a test moves. */
const atRest = (options: { most?: number; mostWaiting?: number } = {}) => {
  let now = 0
  const tries = createTries({ clock: () => now, ...options })
  const attempt = async (by: string, good = false, rule = slow) => {
    const tried = await tries.run(
      [{ rule, by }],
      async () => good,
      (value) => !value,
    )
    return 'seconds' in tried ? tried.seconds : 'tried'
  }
  const pass = (seconds: number) => {
    now += seconds * 1_000
  }
  return { tries, attempt, pass }
}

test('after the free failures each further one doubles the delay, up to the longest', async () => {
  const { attempt, pass } = atRest()
  for (let n = 0; n < 5; n++) expect(await attempt('ada')).toBe('tried')
  const waits: unknown[] = []
  for (let n = 0; n < 11; n++) {
    const wait = await attempt('ada')
    waits.push(wait)
    pass(Number(wait))
    expect(await attempt('ada')).toBe('tried')
  }
  expect(waits).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900])
})

test('a refused attempt is not a failure, and does not delay other keys', async () => {
  const { attempt, pass } = atRest()
  for (let n = 0; n < 5; n++) await attempt('ada')
  for (let n = 0; n < 100; n++) expect(await attempt('ada')).toBe(2)
  expect(await attempt('ben')).toBe('tried')
  pass(2)
  expect(await attempt('ada')).toBe('tried')
})

test('a success clears the failures, if the rule says so', async () => {
  const { attempt } = atRest()
  for (let n = 0; n < 4; n++) await attempt('ada')
  await attempt('ada', true)
  for (let n = 0; n < 5; n++) expect(await attempt('ada')).toBe('tried')
  expect(await attempt('ada')).toBe(2)

  for (let n = 0; n < 49; n++) await attempt('10.0.0.1', false, wide)
  expect(await attempt('10.0.0.1', true, wide)).toBe('tried')
  expect(await attempt('10.0.0.1', false, wide)).toBe('tried')
  expect(await attempt('10.0.0.1', true, wide)).toBe(2)
})

test('successes are never counted', async () => {
  const { attempt } = atRest()
  for (let n = 0; n < 200; n++) expect(await attempt('10.0.0.1', true, wide)).toBe('tried')
})

test('failures expire one by one', async () => {
  const { attempt, pass } = atRest()
  for (let n = 0; n < 50; n++) await attempt('10.0.0.1', false, wide)
  pass(10 * 12)
  for (let n = 0; n < 10; n++) expect(await attempt('10.0.0.1', false, wide)).toBe('tried')
  expect(await attempt('10.0.0.1', false, wide)).toBe(2)
})

test('concurrent attempts get no more failures than sequential ones', async () => {
  const { tries } = atRest()
  let begun = 0
  const guess = async () => {
    begun += 1
    await new Promise(setImmediate)
    return false
  }
  const all = await Promise.all(
    Array.from({ length: 100 }, () => tries.run([{ rule: slow, by: 'ada' }], guess, (good) => !good)),
  )
  expect([begun, all.filter((tried) => 'seconds' in tried).length]).toEqual([5, 95])
})

test('concurrent successful attempts all succeed', async () => {
  const { tries } = atRest()
  let most = 0
  let running = 0
  const right = async () => {
    most = Math.max(most, ++running)
    await new Promise(setImmediate)
    running -= 1
    return true
  }
  const all = await Promise.all(
    Array.from({ length: 100 }, () => tries.run([{ rule: slow, by: 'ada' }], right, (good) => !good)),
  )
  expect([all.every((tried) => 'value' in tried), most]).toEqual([true, 5])
})

test('the numbers of queued attempts and of keys are limited', async () => {
  const { tries, attempt } = atRest({ most: 100, mostWaiting: 10 })
  const never = new Promise<boolean>(() => {})
  for (let n = 0; n < 15; n++)
    void tries.run(
      [{ rule: slow, by: 'ada' }],
      () => never,
      () => false,
    )
  expect(
    await tries.run(
      [{ rule: slow, by: 'ada' }],
      () => never,
      () => false,
    ),
  ).toEqual({ rule: slow, seconds: 1 })
  for (let n = 0; n < 5; n++) await attempt('ben')
  expect(await attempt('ben')).toBe(2)
  for (let n = 0; n < 100; n++) await attempt(`stranger ${n}`)
  expect(await attempt('ben')).toBe('tried')
})

test('an attempt that throws is not a failure, and does not block the next one', async () => {
  const { tries, attempt } = atRest()
  const broken = () => Promise.reject(new Error('the disk is gone'))
  for (let n = 0; n < 10; n++)
    await expect(tries.run([{ rule: slow, by: 'ada' }], broken, () => true)).rejects.toThrow(
      'the disk is gone',
    )
  expect(await attempt('ada')).toBe('tried')
})
