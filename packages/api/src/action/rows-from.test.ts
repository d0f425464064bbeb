import { aDraft, anAction, aPlan, aSection } from '@beatbook/testkit'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createCallerFactory } from '../procedures.ts'
import { appRouter } from '../router.ts'
import { aContext, anId, aPerson, aStore } from '../testing/call.ts'
import { rowsFrom } from './rows-from.ts'

const COUNT = 25
let store: Awaited<ReturnType<typeof aStore>>
/** What was asked for, as `skip` and the direction. */
let asked: [number | undefined, boolean | undefined][]
let client: Parameters<typeof rowsFrom>[0]
beforeEach(async () => {
  store = await aStore()
  const call = createCallerFactory(appRouter)(aContext(store))
  const actions = Array.from({ length: COUNT }, (_, at) => anAction({ ref: String(at + 1) }))
  const draftId = anId()
  await store.drafts.put({
    id: draftId,
    author: aPerson('editor').id,
    now: '2026-11-20T09:00:00.000Z',
    draft: aDraft({ plans: [aPlan({ sections: [aSection({ actions })] })] }),
  })
  const { plans } = await call.commands.acceptDraft({ commandId: anId(), draftId })
  code = plans[0]?.code ?? ''
  asked = []
  const query = (question: Parameters<typeof client.actions.list.query>[0]) => {
    asked.push([question.skip, question.descending])
    return call.actions.list(question)
  }
  client = { actions: { list: { query } } }
})
afterEach(() => store.close())
let code: string

const refs = async (skip: number, count: number | null, descending = false) =>
  (await rowsFrom(client, { plan: code, sort: 'ref', descending }, { skip, limit: 10, count })).rows.map(
    ({ ref }) => Number(ref),
  )
const from = (first: number, to: number) => Array.from({ length: to - first + 1 }, (_, at) => first + at)

test('a part has the rows of its place, whichever end it is counted from', async () => {
  expect(await refs(0, null)).toEqual(from(1, 10))
  expect(await refs(10, COUNT)).toEqual(from(11, 20))
  expect(await refs(20, COUNT)).toEqual(from(21, 25))
  expect(await refs(20, COUNT, true)).toEqual(from(1, 5).reverse())
  expect(asked).toEqual([
    [0, false],
    [10, false],
    [0, true],
    [0, false],
  ])
})

test('where the count is another one than was known, the part is counted from the beginning', async () => {
  expect(await refs(20, COUNT + 2)).toEqual(from(21, 25))
  expect(asked.map(([skip]) => skip)).toEqual([0, 20])
})
