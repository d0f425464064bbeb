import { expect, test } from 'vitest'
import * as z from 'zod'
import { codedSchema, parseCoded } from './coded.ts'

const shapes = { none: z.object({}), days: z.object({ days: z.int() }) }

test('a code that is known comes with its arguments, one that is not or does not fit is nothing', () => {
  expect(parseCoded(shapes, { code: 'days', args: { days: 3, more: true } })).toEqual({
    code: 'days',
    args: { days: 3 },
  })
  expect(parseCoded(shapes, { code: 'none', args: {} })).toEqual({ code: 'none', args: {} })
  expect(parseCoded(shapes, { code: 'days', args: { days: 'three' } })).toBeNull()
  expect(parseCoded(shapes, { code: 'weeks', args: {} })).toBeNull()
  expect(parseCoded(shapes, { code: 'constructor', args: {} })).toBeNull()
})

test('a code is read with the arguments of its own and with the fields beside it', () => {
  const schema = codedSchema(shapes, { on: z.string() })
  const fits = (given: object) => schema.safeParse(given).success
  expect(fits({ code: 'days', args: { days: 3 }, on: '2026-11-20' })).toBe(true)
  expect(fits({ code: 'days', args: {}, on: '2026-11-20' })).toBe(false)
  expect(fits({ code: 'days', args: { days: 3 } })).toBe(false)
  expect(fits({ code: 'weeks', args: {}, on: '2026-11-20' })).toBe(false)
})
