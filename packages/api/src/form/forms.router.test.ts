import { afterAll, expect, test } from 'vitest'
import { createCallerFactory } from '../procedures.ts'
import { appRouter } from '../router.ts'
import { aContext, aPerson, aStore } from '../testing/call.ts'

const store = await aStore()
afterAll(() => store.close())
const person = aPerson('reader')
const call = createCallerFactory(appRouter)(aContext(store, { person })).forms

test('what one typed is kept until it is forgotten, and no form is kept that is too large', async () => {
  const key = 'edit-action/a'
  expect(await call.get({ key })).toBeNull()
  await call.keep({ key, values: { text: 'Fit ten doorbells' } })
  expect(await call.get({ key })).toMatchObject({ values: { text: 'Fit ten doorbells' } })
  expect(await call.list()).toMatchObject([{ key }])
  await expect(
    call.keep({ key, values: Object.fromEntries(Array.from({ length: 61 }, (_, at) => [`f${at}`, ''])) }),
  ).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  const long = 'x'.repeat(20_000)
  await expect(
    call.keep({ key, values: Object.fromEntries([1, 2, 3, 4, 5, 6].map((at) => [`f${at}`, long])) }),
  ).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  await call.forget({ key })
  expect(await call.get({ key })).toBeNull()
})
