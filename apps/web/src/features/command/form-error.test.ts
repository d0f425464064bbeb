import { createClient } from '@beatbook/api/client'
import { type Refusal, refuse } from '@beatbook/domain'
import { expect, test, vi } from 'vitest'

vi.stubGlobal('location', { origin: 'http://beatbook.test' })
const { formError } = await import('./form-error.ts')

/** The error of a command that a server refuses, or does not answer for `null`. */
const thrownWith = (refusal: Refusal | null): Promise<unknown> => {
  const answer = () =>
    refusal === null
      ? Promise.reject(new TypeError('Failed to fetch'))
      : Promise.resolve(
          Response.json(
            [
              {
                error: {
                  code: -32600,
                  message: refusal.code,
                  data: { code: 'CONFLICT', httpStatus: 409, refusal },
                },
              },
            ],
            { status: 409 },
          ),
        )
  return createClient(location.origin, { fetch: answer })
    .people.setPassword.mutate({ id: 'somebody', password: 'seven lamps along the quay' })
    .catch((error: unknown) => error)
}
const fields = { codes: { 'password-wrong': 'current' }, inputs: { password: 'new' } } as const

test.each([
  ['a refusal of a field', refuse('password-wrong'), 'current'],
  ['input that does not fit', refuse('bad-input', { path: 'password', rule: 'too_small' }), 'new'],
  ['input that is in no field', refuse('bad-input', { path: 'id', rule: 'too_big' }), undefined],
  ['a refusal about the account', refuse('too-many-tries', { seconds: 40 }), undefined],
  ['a server that does not answer', null, undefined],
])('%s', async (_, refusal, field) => {
  expect(formError(await thrownWith(refusal), fields).field).toBe(field)
})

test('the sentence is the refusal’s own, or says that the server cannot be reached', async () => {
  expect(formError(await thrownWith(refuse('too-many-tries', { seconds: 40 })), fields).words).toBe(
    'Too many failed attempts. Try again in 40 seconds.',
  )
  expect(formError(await thrownWith(null), fields).words).toMatch(/^The server cannot be reached\./)
})
