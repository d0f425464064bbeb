import { afterAll, expect, test } from 'vitest'
import { createCallerFactory } from '../procedures.ts'
import { appRouter } from '../router.ts'
import { aContext, anId, aPerson, aStore } from '../testing/call.ts'

const store = await aStore()
afterAll(() => store.close())
const callAs = (role: 'reader' | 'editor') =>
  createCallerFactory(appRouter)(aContext(store, { person: aPerson(role) })).views

test('a reader saves views, and only somebody who may edit shares them', async () => {
  const view = { filter: { levels: ['red' as const] }, sorts: [] }
  const given = { planId: null, name: 'Reds', view }
  await callAs('reader').save({ ...given, id: anId() })
  await expect(callAs('reader').save({ ...given, id: anId(), shared: true })).rejects.toMatchObject({
    code: 'FORBIDDEN',
  })
  await callAs('editor').save({ ...given, id: anId(), name: 'Shared reds', shared: true })
  expect(await callAs('reader').list()).toMatchObject([
    { name: 'Reds', own: true, by: '', view },
    { name: 'Shared reds', own: false, shared: true },
  ])
})
