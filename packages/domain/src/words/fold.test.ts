import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldWords, plainWords, replaceLookalikes } from './fold.ts'

test.each([
  ['Prevention  Hub', 'prevention hub'],
  [' Prevention\u00a0Hub\n', 'prevention hub'],
  ['\u0391rea Team', 'area team'],
  ['\uff33afer', 'safer'],
  ['Hu\u00adb', 'hub'],
])('%j folds to the same words as %j', (said, folded) => {
  expect(foldWords(said)).toBe(folded)
})

test('different words do not become equal', () => {
  expect(foldWords('Área')).not.toBe(foldWords('Area'))
  expect(foldWords('L&D')).not.toBe(foldWords('LD'))
})

test('folding twice changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(foldWords(foldWords(text))).toBe(foldWords(text))
    }),
    { numRuns: 2_000 },
  )
})

test('letters that look Latin become Latin, and are named', () => {
  expect(replaceLookalikes('\u0391')).toEqual({ text: 'A', replaced: ['\u0391'] })
  expect(replaceLookalikes('R\u0395D \u0395')).toEqual({ text: 'RED E', replaced: ['\u0395'] })
  expect(replaceLookalikes('A')).toEqual({ text: 'A', replaced: [] })
})

test('plain words do not change positions', () => {
  expect(plainWords('290622\u00a0– “ok”')).toBe('290622 - "ok"')
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(plainWords(text)).toHaveLength(text.length)
    }),
    { numRuns: 1_000 },
  )
})

test('every space is a plain one, every line end a line feed, and every letter has its position', () => {
  const said = 'a\u00a0b\u2009c\td\u200be\u2060f\u00adg\rh\ni'
  expect(plainWords(said)).toBe('a b c\td e f g\nh\ni'.replace('\t', ' '))
  expect(plainWords(said)).toHaveLength(said.length)
})
