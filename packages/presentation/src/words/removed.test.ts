import { expect, test } from 'vitest'
import { doneSentence, removedSentence } from './removed.ts'

test('counts the characters removed from all inputs, and is empty where there were none', () => {
  expect(removedSentence('Two\r\nwalks', undefined)).toBe('')
  expect(removedSentence('PC \u202eevil')).toBe('1 character that cannot be shown was removed.')
  expect(removedSentence('\u001b[2J', 'a\u0000\u009bb')).toBe(
    '3 characters that cannot be shown were removed.',
  )
  expect(doneSentence('Done.', 'plain')).toBe('Done.')
  expect(doneSentence('Done.', '\u0007')).toBe('Done. 1 character that cannot be shown was removed.')
})
