import { expect, test } from 'vitest'
import { originalWords } from './original.ts'

test.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [999, '999 bytes'],
  [1_000, '1 kB'],
  [24_499, '24 kB'],
  [999_499, '999 kB'],
  [999_500, '1.0 MB'],
  [52_428_800, '52.4 MB'],
])('an original of %d bytes is said to have %s', (bytes, words) => {
  expect(originalWords({ sha256: 'a'.repeat(64), bytes, format: 'docx' })).toBe(words)
})

test('a missing original is reported', () => {
  expect(originalWords(null)).toBe('not kept')
})
