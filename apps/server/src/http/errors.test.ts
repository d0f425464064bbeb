import { type ReadFailure, RefusalError, readFailureCodes, refuse } from '@beatbook/domain'
import { Hono } from 'hono'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { failWith, unexpected } from './errors.ts'

test('anything unexpected is logged, and answered without detail', async () => {
  const lines: string[] = []
  const app = new Hono()
    .onError(unexpected(pino({}, { write: (line) => void lines.push(line) })))
    .get('/', () => {
      throw new Error('the safe is open')
    })
  const answer = await app.request('/')
  expect([answer.status, await answer.json()]).toEqual([500, { error: { code: 'unexpected', args: {} } }])
  expect(lines.join()).toContain('the safe is open')
})

test('a storage failure is logged with its cause, and answered with its refusal', async () => {
  const lines: string[] = []
  const app = new Hono()
    .onError(unexpected(pino({}, { write: (line) => void lines.push(line) })))
    .get('/', () => {
      throw new RefusalError(refuse('storage-busy', { seconds: 2 }), new Error('database is locked'))
    })
  const answer = await app.request('/')
  expect([answer.status, answer.headers.get('retry-after'), await answer.json()]).toEqual([
    503,
    '2',
    { error: refuse('storage-busy', { seconds: 2 }) },
  ])
  expect(lines.join()).toContain('database is locked')
})

test.each(readFailureCodes)(
  'a document that is refused as %s answers with a client’s error',
  async (code) => {
    const answer = await new Hono()
      .get('/', (c) => failWith(c, { code, args: { name: 'plan.docx' } } as ReadFailure))
      .request('/')
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
    expect(await answer.json()).toEqual({ error: { code, args: { name: 'plan.docx' } } })
  },
)

test('a fault of the reader is answered without internal details', async () => {
  const fault = {
    code: 'reader-fault',
    args: { name: 'plan.docx', error: 'the safe is open', at: 'at safe.ts:1' },
  } as const
  const answer = await new Hono().get('/', (c) => failWith(c, fault)).request('/')
  expect(await answer.json()).toEqual({ error: { code: 'reader-fault', args: { name: 'plan.docx' } } })
})
