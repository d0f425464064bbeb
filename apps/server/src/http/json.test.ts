import { expect, test } from 'vitest'
import { DEEPEST, readJson, tooDeep } from './json.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const nested = (depth: number, open: string, close: string) => open.repeat(depth) + close.repeat(depth)

test.each([
  ['arrays at the limit', nested(DEEPEST, '[', ']'), false],
  ['arrays past it', nested(DEEPEST + 1, '[', ']'), true],
  ['objects at the limit', `${'{"a":'.repeat(DEEPEST)}1${'}'.repeat(DEEPEST)}`, false],
  ['objects past it', `${'{"a":'.repeat(DEEPEST + 1)}1${'}'.repeat(DEEPEST + 1)}`, true],
  ['very many beside each other', `[${Array(50_000).fill('[]').join()}]`, false],
  ['brackets in a text', JSON.stringify({ text: '['.repeat(1_000) }), false],
  ['brackets after an escaped quote', JSON.stringify({ text: `\\"${'['.repeat(1_000)}` }), false],
  ['brackets after a text that ends in a backslash', `["\\\\",${nested(DEEPEST, '[', ']')}]`, true],
  ['brackets that are never closed', '['.repeat(200), true],
  ['nothing', '', false],
])('%s', (_, text, deep) => {
  expect(tooDeep(bytes(text))).toBe(deep)
})

const read = (body: string, limit = 1_000_000) =>
  readJson(new Request('http://beatbook/', { method: 'POST', body }), limit)

test('a body is read, and refused if it is too large, too deep or not JSON', async () => {
  expect(await read('{"a":[1]}')).toEqual({ ok: true, value: { a: [1] } })
  expect(await read('')).toEqual({ ok: true, value: {} })
  expect(await read('"12345"', 6)).toEqual({ ok: false, error: { code: 'too-large', args: { limit: 6 } } })
  expect(await read('[')).toMatchObject({
    ok: false,
    error: { code: 'bad-input', args: { rule: 'invalid_format' } },
  })
  expect(await read(nested(10_000, '[', ']'))).toMatchObject({
    ok: false,
    error: { code: 'bad-input', args: { rule: 'too_deep' } },
  })
})
