import { readFailureCodes } from '@beatbook/domain'
import { TRPCClientError } from '@trpc/client'
import { expect, test } from 'vitest'
import { refusalIn, refusalInBody } from './refusal-in.ts'

const failedWith = (refusal: unknown) =>
  TRPCClientError.from({
    error: { code: -32600, message: 'CONFLICT', data: { code: 'CONFLICT', httpStatus: 409, refusal } },
  } as never)

const known = { code: 'code-taken', args: { code: 'charter' } }

test.each([
  ['a refusal', known, known],
  ['one with an argument more', { code: 'code-taken', args: { code: 'charter', plan: 'p' } }, known],
  [
    'one that only a newer server knows',
    { code: 'moon-full', args: { day: 3 } },
    { code: 'unknown-refusal', args: { code: 'moon-full' } },
  ],
  [
    'one whose arguments have changed',
    { code: 'code-taken', args: { codes: [] } },
    { code: 'unknown-refusal', args: { code: 'code-taken' } },
  ],
  ['none', null, null],
  ['something else', 'no', null],
])('%s is read from a failed call and from a plain address', (_, sent, refusal) => {
  expect(refusalIn(failedWith(sent))).toEqual(refusal)
  expect(refusalInBody({ error: sent })).toEqual(refusal)
})

test('a failed connection is not a refusal', () => {
  expect(refusalIn(new TypeError('fetch failed'))).toBeNull()
})

test.each(['unexpected', ...readFailureCodes.filter((code) => code !== 'time-limit')])(
  '%s is not a refusal',
  (code) => {
    expect(refusalInBody({ error: { code, args: {} } })).toBeNull()
  },
)

test.each([null, 'Bad Gateway', {}, []])('a body without an error has no refusal: %j', (body) => {
  expect(refusalInBody(body)).toBeNull()
})
