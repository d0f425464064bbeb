import { expect, test } from 'vitest'
import { spreadsIn } from './spreads.ts'

test.each([
  'open.push(...own)',
  'Math.max(0, ...rows.map((row) => row.cells.length))',
  'list.splice(\n  0,\n  1,\n  ...more,\n)',
  'of?.(...(date ? [date] : []))',
  'make<T>(...list)',
  'new Thing(...list)',
])('%s spreads a list into a call', (code) => {
  expect(spreadsIn(`const a = 1\n${code}`)).toHaveLength(1)
})

test.each([
  'const all = [...own, ...more]',
  'call({ ...about, code })',
  'call([...own])',
  'const of = (...stretches: Stretch[]) => 1',
  'function of(...stretches: Stretch[]): number { return 1 }',
  "say('(...)', /(...)/g)",
  '// push(...rows)',
  'const { a, ...rest } = given',
])('%s does not', (code) => {
  expect(spreadsIn(code)).toEqual([])
})

test('the line is named', () => expect(spreadsIn('a()\n\nb(...c)')).toEqual([3]))
