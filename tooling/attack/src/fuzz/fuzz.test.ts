import { afterAll, expect, test } from 'vitest'
import { failuresOf } from '../report.ts'
import { stopEverything } from '../server.ts'
import { fuzz } from './fuzz.ts'
import { procedures } from './request.ts'
import { shrunk } from './shrink.ts'

afterAll(stopEverything)

test('500 nearly valid requests of four callers cause no failure of the server, and leave the record consistent', async () => {
  const report = await fuzz({ rounds: 500, seed: 12, seconds: 60 }, () => {})
  expect(failuresOf(report)).toEqual([])
}, 120_000)

test('every procedure of the API is called with its own input schema', () => {
  expect(procedures.length).toBeGreaterThan(40)
  expect(procedures.find(({ name }) => name === 'commands.recordUpdate')?.shape).toMatchObject({
    type: 'object',
    required: expect.arrayContaining(['actionId']),
  })
})

test('a failing input is reduced while it fails', async () => {
  const fails = async (input: unknown) => JSON.stringify(input).includes('!')
  expect(await shrunk({ a: 1, b: ['x', 'quite a long text! that matters', { c: null }] }, fails)).toEqual({
    b: ['!'],
  })
})
