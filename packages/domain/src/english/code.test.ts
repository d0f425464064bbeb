import { expect, test } from 'vitest'
import { codeAsWords, codeInside } from './code.ts'

test('a code is words, with a capital or within a sentence', () => {
  expect(codeAsWords('notice-board-put-up')).toBe('Notice board put up')
  expect(codeInside('notice-board')).toBe('notice board')
  expect(codeInside('area')).toBe('area')
})
