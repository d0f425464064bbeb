import {
  givenLine,
  type Refusal,
  type RefusalCode,
  RefusalError,
  refusalCodes,
  refuse,
} from '@beatbook/domain'
import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { answerMeta, badInput, httpStatus, refusalHeaders } from './errors.ts'
import { appRouter } from './router.ts'
import { aContext, aStore } from './testing/call.ts'

/** What the server cannot do at present answers with a status that makes a client or a proxy retry. */
const atPresent: Partial<Record<RefusalCode, number>> = {
  'clock-behind': 503,
  'storage-busy': 503,
  'storage-failed': 503,
  'storage-full': 507,
}

test.each(refusalCodes.filter((code) => atPresent[code] === undefined))(
  '%s answers with a client’s error',
  (code) => {
    expect(httpStatus(code)).toBeGreaterThanOrEqual(400)
    expect(httpStatus(code)).toBeLessThan(500)
  },
)

test.each(Object.entries(atPresent) as [RefusalCode, number][])('%s answers %i', (code, status) => {
  expect(httpStatus(code)).toBe(status)
})

test('a refusal with a time to wait has it in a header too', () => {
  expect(refusalHeaders(refuse('too-many-at-once', { seconds: 3 }))).toEqual({ 'retry-after': '3' })
  expect(refusalHeaders(refuse('time-limit', { seconds: 30 }))).toEqual({})
})

const ask = async (path: string) => {
  const store = await aStore()
  await store.close()
  const answer = await fetchRequestHandler({
    endpoint: '/trpc',
    req: new Request(`http://beatbook/trpc/${path}`),
    router: appRouter,
    createContext: () => aContext(store),
  })
  return [answer.status, await answer.json()]
}

test('a server error reveals no details', async () => {
  const data = { code: 'INTERNAL_SERVER_ERROR', httpStatus: 500, refusal: null }
  expect(await ask('plans.list')).toEqual([
    500,
    { error: { code: -32603, message: 'INTERNAL_SERVER_ERROR', data } },
  ])
})

test.each([
  [refuse('storage-full'), 507, null],
  [refuse('storage-busy', { seconds: 2 }), 503, '2'],
  [refuse('storage-failed'), 503, null],
] as [Refusal, number, string | null][])(
  'a refusal thrown by a port is the answer: $code',
  async (refusal, status, retryAfter) => {
    const store = await aStore()
    const ports = aContext(store).ports
    const list = () => Promise.reject(new RefusalError(refusal, new Error('/var/lib/record.db is gone')))
    const answer = await fetchRequestHandler({
      endpoint: '/trpc',
      req: new Request('http://beatbook/trpc/plans.list'),
      router: appRouter,
      createContext: () => aContext(store, { ports: { ...ports, plans: { ...ports.plans, list } } }),
      responseMeta: answerMeta,
    })
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([status, retryAfter])
    const body = await answer.text()
    expect(JSON.parse(body)).toMatchObject({ error: { data: { refusal } } })
    expect(body).not.toContain('record.db')
    await store.close()
  },
)

test('the refusal of a long text has the maximum length; that of a large number does not', () => {
  const input = z.object({ name: givenLine(200), limit: z.int().max(500) })
  const refusalOf = (given: object) => badInput(input.safeParse(given).error ?? new z.ZodError([]))
  expect(refusalOf({ name: 'x'.repeat(201), limit: 1 })).toEqual({
    code: 'bad-input',
    args: { path: 'name', rule: 'too_big', limit: 200 },
  })
  expect(refusalOf({ name: 'x', limit: 501 })).toEqual({
    code: 'bad-input',
    args: { path: 'limit', rule: 'too_big' },
  })
})

test('the refusal of invalid input has its path, and nothing else', async () => {
  const data = {
    code: 'BAD_REQUEST',
    httpStatus: 400,
    refusal: { code: 'bad-input', args: { path: 'asAt', rule: 'invalid_format' } },
  }
  expect(await ask(`plans.list?input=${encodeURIComponent('{"asAt":"yesterday"}')}`)).toEqual([
    400,
    { error: { code: -32600, message: 'BAD_REQUEST', data } },
  ])
})
