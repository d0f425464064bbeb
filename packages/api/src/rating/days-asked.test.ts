import { aDraft } from '@beatbook/testkit'
import { TRPCError } from '@trpc/server'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { refusalOf } from '../errors.ts'
import { createCallerFactory } from '../procedures.ts'
import { appRouter } from '../router.ts'
import { aContext, anId, aPerson, aStore } from '../testing/call.ts'

let store: Awaited<ReturnType<typeof aStore>>
beforeEach(async () => {
  store = await aStore()
})
afterEach(() => store.close())

const aPlan = async () => {
  const draftId = anId()
  await store.drafts.put({
    id: draftId,
    author: aPerson('editor').id,
    now: '2026-11-20T09:00:00.000Z',
    draft: aDraft(),
  })
  const { plans } = await createCallerFactory(appRouter)(aContext(store)).commands.acceptDraft({
    commandId: anId(),
    draftId,
  })
  return plans[0]?.code ?? ''
}
const asReader = () => createCallerFactory(appRouter)(aContext(store, { person: aPerson('reader') }))
const refusalFrom = async (call: Promise<unknown>) => {
  const error = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  return error instanceof TRPCError ? refusalOf(error) : error
}
const out = (path: string) => ({ code: 'bad-input', args: { path, rule: 'day-out-of-range' } })

test('trends to a day out of range are refused, however they are requested', async () => {
  const plan = await aPlan()
  const call = asReader()
  expect(await refusalFrom(call.rating.trends({ plan, from: '2026-01-01', to: '9999-12-31' }))).toEqual(
    out('to'),
  )
  expect(await refusalFrom(call.rating.trends({ plan, from: '0001-01-01', to: '2026-01-01' }))).toEqual(
    out('from'),
  )
  expect(
    await refusalFrom(call.rating.trends({ plan, from: '2026-01-01', to: '2026-02-01', asAt: '9999-12-31' })),
  ).toEqual(out('asAt'))
  expect(
    await refusalFrom(
      call.rating.trends({ plan, from: '2026-01-01', to: '2026-02-01', knownAt: '9999-12-31T00:00:00Z' }),
    ),
  ).toEqual(out('knownAt'))
  expect(await refusalFrom(call.rating.turning({ until: '2200-01-01' }))).toEqual(out('until'))
  expect(await refusalFrom(call.plans.compare({ plan, from: '2026-01-01', to: '9999-12-31' }))).toEqual(
    out('to'),
  )
  expect(await refusalFrom(call.actions.list({ dueBy: '0001-12-31' }))).toEqual(out('dueBy'))
})

test.each(['computed', 'declared'] as const)(
  'the longest period for trends of %s levels is answered quickly, with no more points than a chart can show',
  async (by) => {
    const plan = await aPlan()
    const begun = performance.now()
    const { points } = await asReader().rating.trends({ plan, from: '1900-01-01', to: '2199-12-31', by })
    expect(performance.now() - begun).toBeLessThan(2_000)
    expect(points.length).toBeLessThanOrEqual(61)
    expect([points[0]?.on, points.at(-1)?.on]).toEqual(['1900-01-01', '2199-12-31'])
    expect(points.every(({ on }, at) => at === 0 || on > (points[at - 1]?.on ?? ''))).toBe(true)
  },
)

test('trends of every length have their first and last day, in order, and never more points than fit', async () => {
  const plan = await aPlan()
  for (const to of ['2026-01-01', '2026-01-02', '2026-02-28', '2026-03-01', '2026-03-02', '2027-01-01']) {
    const { points } = await asReader().rating.trends({ plan, from: '2026-01-01', to })
    expect([points[0]?.on, points.at(-1)?.on]).toEqual(['2026-01-01', to])
    expect(points.length).toBeLessThanOrEqual(61)
    expect(new Set(points.map(({ on }) => on)).size).toBe(points.length)
  }
})

test('days of the last valid year can be calculated with, and their answers match the schemas', async () => {
  const plan = await aPlan()
  const at = { asAt: '2199-12-31' }
  expect((await asReader().plans.get({ plan, ...at })).code).toBe(plan)
  expect((await asReader().rating.ribbon({ address: `${plan}/1`, ...at })).asAt).toBe('2199-12-31')
  expect(await asReader().rating.turning({ plan, until: '2199-12-31', ...at })).toEqual([])
  expect(await refusalFrom(asReader().rating.turning({ until: '2199-12-31', skip: -1 }))).toMatchObject({
    code: 'bad-input',
  })
  expect(
    (await asReader().plans.check({ plan, period: { from: '1900-01-01', to: '2199-12-31' }, ...at })).asAt,
  ).toBe('2199-12-31')
})
