import { readFailureCodes } from '@beatbook/domain'
import { Hono } from 'hono'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { failWith, unexpected } from './errors.ts'

test('anything unexpected is logged, and answered without detail', async () => {
  const lines: string[] = []
  const app = new Hono().onError(unexpected(pino({}, { write: (line) => void lines.push(line) }))).get('/', () => {
    throw new Error('the safe is open')
  })
  const answer = await app.request('/')
  expect([answer.status, await answer.json()]).toEqual([500, { error: { code: 'unexpected', args: {} } }])
  expect(lines.join()).toContain('the safe is open')
})

test.each(readFailureCodes)('a document that is refused as %s answers with a client’s error', async (code) => {
  const answer = await new Hono().get('/', (c) => failWith(c, { code, args: { name: 'plan.docx' } })).request('/')
  expect(answer.status).toBeGreaterThanOrEqual(400)
  expect(answer.status).toBeLessThan(500)
  expect(await answer.json()).toEqual({ error: { code, args: { name: 'plan.docx' } } })
})
