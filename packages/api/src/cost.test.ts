import { allAggregates } from '@beatbook/domain'
import { expect, test } from 'vitest'
import { asksOfDate, callsIn, costed, costOf, isHeavy, MOST_SERVED, MOST_TOGETHER } from './cost.ts'
import { appRouter } from './router.ts'

test('the table of costs has every procedure that is not derived from the registry', () => {
  const derived = ['commands', ...allAggregates.flatMap(({ view }) => view?.plural ?? [])]
  const all = Object.keys(appRouter._def.procedures)
  expect(costed.filter((name) => !all.includes(name))).toEqual([])
  const own = all.filter((name) => !derived.includes(name.split('.')[0] ?? ''))
  expect(own.filter((name) => !costed.includes(name))).toEqual([])
})

test('a batch of ten never costs too much', () => {
  const dearest = Math.max(
    ...costed.filter((procedure) => !isHeavy(procedure)).map((procedure) => costOf(procedure)),
  )
  expect(dearest).toBeLessThanOrEqual(MOST_SERVED)
  expect(10 * dearest).toBeLessThanOrEqual(MOST_TOGETHER)
})

test('an unknown procedure costs next to nothing, whatever its name', () => {
  expect(['nothing.here', 'constructor', '__proto__', ''].map((name) => costOf(name))).toEqual([1, 1, 1, 1])
})

test.each([
  ['/plans.list', '', ['plans.list']],
  ['/plans.list,rating.trends', 'batch=1', ['plans.list', 'rating.trends']],
  ['/plans.list%2Crating%2Etr%65nds', 'batch=1', ['plans.list', 'rating.trends']],
  ['/plans.list,rating.trends', 'batch=0', ['plans.list,rating.trends']],
  ['/rating.trends/', '', ['rating.trends']],
  ['/rag.%E0%A4', '', ['rag.%E0%A4']],
])('%s?%s calls %j', (path, search, calls) => {
  expect(callsIn(path, new URLSearchParams(search))).toEqual(calls)
})

test('a question about another date or instant is known by its input, and counting at a date is expensive', () => {
  const about = (input: object) => asksOfDate(new URLSearchParams({ input: JSON.stringify(input) }))
  expect(about({ 0: { plan: 'charter' }, 1: { asAt: '2026-01-01' } })).toBe(true)
  expect(about({ knownAt: '2026-01-01T09:00:00.000Z' })).toBe(true)
  expect(about({ plan: 'charter', text: 'asAt' })).toBe(false)
  expect(asksOfDate(new URLSearchParams())).toBe(false)
  expect(costOf('plans.list')).toBeLessThanOrEqual(MOST_SERVED)
  expect(costOf('plans.list', true)).toBeGreaterThan(MOST_SERVED)
  expect(costOf('actions.get', true)).toBe(costOf('actions.get'))
})
