import { expect, test } from 'vitest'
import { takeSlug } from './slug.ts'

test.each([
  ['32', '32'],
  ['1.4', '1.4'],
  ['NM 7(b)', 'nm-7-b'],
  ['3.', '3'],
  ['A/7', 'a-7'],
  ['20~2', '20-2'],
  ['—', 'action'],
])('the ref %j has the address part %s', (ref, slug) => {
  expect(takeSlug(ref, new Set())).toBe(slug)
})

test('a duplicate ref gets a number after a tilde', () => {
  const taken = new Set<string>()
  expect(['20', '20', '20'].map((ref) => takeSlug(ref, taken))).toEqual(['20', '20~2', '20~3'])
})
