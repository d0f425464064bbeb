import fc from 'fast-check'
import { expect, test } from 'vitest'
import { givenLine, givenText, hasActing, plainText, removedCount, visibleText } from './control.ts'

const anything = fc.string({ unit: 'binary', maxLength: 60 })

test.each([
  ['a title of the window', '\u001b]0;owned\u0007', ']0;owned', '␛]0;owned␇'],
  ['a C1 sequence', 'a\u009b2Jb', 'a2Jb', 'a⟨009B⟩2Jb'],
  ['NUL and DEL', 'a\u0000b\u007fc', 'abc', 'a␀b␡c'],
  ['a direction turned', '\u202egnp.exe', 'gnp.exe', '⟨202E⟩gnp.exe'],
  ['a lone surrogate', 'a\ud800b', 'ab', 'a⟨D800⟩b'],
  ['Windows line ends', 'a\r\nb\rc', 'a\nb\nc', 'a␍\nb␍c'],
  [
    'what stays',
    'Ünïcode 👩‍👩‍👧 क्‍ष\ttab\nline',
    'Ünïcode 👩‍👩‍👧 क्‍ष\ttab\nline',
    'Ünïcode 👩‍👩‍👧 क्‍ष\ttab\nline',
  ],
])('%s: saved without, displayed as a sign', (_, said, saved, displayed) => {
  expect(plainText(said)).toBe(saved)
  expect(visibleText(said)).toBe(displayed)
})

test('neither a saved nor a displayed text has a control character, and repeating the conversion changes nothing', () => {
  fc.assert(
    fc.property(anything, (text) => {
      expect(hasActing(plainText(text))).toBe(false)
      expect(hasActing(visibleText(text))).toBe(false)
      expect(plainText(plainText(text))).toBe(plainText(text))
      expect(visibleText(visibleText(text))).toBe(visibleText(text))
    }),
    { numRuns: 2_000 },
  )
})

test.each([
  ['Two\r\nwalks\u2028a week', 0],
  ['\u001b]0;owned\u0007', 2],
  ['a\u202eb\u202c\ud800', 3],
])('of %j %i characters are left out', (text, removed) => {
  expect(removedCount(text)).toBe(removed)
})

test('characters are removed exactly where the saved text differs from the input, apart from line ends', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      expect(removedCount(text)).toBe([...text.replace(/\r\n/g, '\n')].length - [...plainText(text)].length)
      expect(removedCount(plainText(text))).toBe(0)
    }),
    { numRuns: 2_000 },
  )
})

test('text input is cleaned, trimmed and limited', () => {
  expect(givenText(20).parse(' Two\r\nwalks\u001b ')).toBe('Two\nwalks')
  expect(givenLine(20).parse(' Two\r\n\twalks\u202e ')).toBe('Two walks')
  expect(givenText(3).safeParse('walks').success).toBe(false)
  expect(givenLine(3).min(1).safeParse(' \u0000 ').success).toBe(false)
})
