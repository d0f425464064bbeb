import { allAggregates } from '@beatbook/domain'
import { expect, test } from 'vitest'
import { callsIn, costed, costOf, isHeavy, MOST_SERVED, MOST_TOGETHER } from './cost.ts'
import { appRouter } from './router.ts'

test('the table of costs has every procedure that is not derived from the registry', () => {
  const derived = ['commands', ...allAggregates.flatMap(({ view }) => view?.plural ?? [])]
  const all = Object.keys(appRouter._def.procedures)
  expect(costed.filter((name) => !all.includes(name))).toEqual([])
  const own = all.filter((name) => !derived.includes(name.split('.')[0] ?? ''))
  expect(own.filter((name) => !costed.includes(name))).toEqual([])
})

test('a batch of ten never costs too much', () => {
  const dearest = Math.max(...costed.filter((procedure) => !isHeavy(procedure)).map(costOf))
  expect(dearest).toBeLessThanOrEqual(MOST_SERVED)
  expect(10 * dearest).toBeLessThanOrEqual(MOST_TOGETHER)
})

test('an unknown procedure costs next to nothing, whatever its name', () => {
  expect(['nothing.here', 'constructor', '__proto__', ''].map(costOf)).toEqual([1, 1, 1, 1])
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
