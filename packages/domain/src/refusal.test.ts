import { type JsonSchema, someJson } from '@beatbook/testkit'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import * as z from 'zod'
import {
  fromFailure,
  type RefusalCode,
  RefusalError,
  refusal,
  refusalCodes,
  refuse,
  toFailure,
} from './refusal.ts'

const shapes = (z.toJSONSchema(refusal) as { anyOf: JsonSchema[] }).anyOf

test('every code has a schema', () => {
  expect(shapes.map((shape) => shape.properties?.['code']?.const)).toEqual(refusalCodes)
})

test('a refusal is parsed to itself, and is sent between threads unchanged', () => {
  fc.assert(
    fc.property(fc.oneof(...shapes.map(someJson)), (given) => {
      const read = refusal.parse(given)
      expect(read).toEqual(given)
      const received = fromFailure(toFailure(new RefusalError(read)))
      expect(received instanceof RefusalError && received.refusal).toEqual(given)
    }),
  )
})

test.each([
  ['a code that there is not', { code: 'moon-full', args: {} }],
  ['an argument that lacks', { code: 'code-taken', args: {} }],
  ['an argument of another shape', { code: 'draft-has-errors', args: { errors: 'two' } }],
  ['what is missing without how it was asked for', { code: 'not-found', args: { what: 'plan' } }],
])('%s is not a refusal', (_, given) => {
  expect(refusal.safeParse(given).success).toBe(false)
})

test('only the arguments of its own code compile', () => {
  const code = 'code-taken' as RefusalCode
  expect([
    refuse('withdrawn'),
    refuse('code-taken', { code: 'charter' }),
    refuse('drafts-full', { megabytes: 2 }),
    // @ts-expect-error an argument is missing
    refuse('code-taken'),
    // @ts-expect-error an argument is missing
    refuse('draft-has-errors', {}),
    // @ts-expect-error an argument has another name
    refuse('draft-has-errors', { count: 2 }),
    // @ts-expect-error an argument has another type
    refuse('draft-has-errors', { errors: 'two' }),
    // @ts-expect-error there is an argument too many
    refuse('code-taken', { code: 'charter', plan: 'plan-1' }),
    // @ts-expect-error this code has no arguments
    refuse('withdrawn', { on: '2026-11-20' }),
    // @ts-expect-error there is no such code
    refuse('moon-full'),
    // @ts-expect-error which arguments a code has is not known until the code is
    refuse(code),
  ]).toHaveLength(11)
})
