import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareWords } from './words.ts'

const marked = (before: string, after: string) =>
  compareWords(before, after)
    .map(({ is, text }) => (is === 'same' ? text : is === 'added' ? `{+${text}+}` : `[-${text}-]`))
    .join('')

test.each([
  ['Hold a beat surgery', 'Hold a beat surgery', 'Hold a beat surgery'],
  ['Hold a beat surgery', 'Hold two beat surgeries', 'Hold [-a-]{+two+} beat [-surgery-]{+surgeries+}'],
  [
    'Hold a surgery in every ward',
    'Hold one talk in every ward',
    'Hold [-a surgery-]{+one talk+} in every ward',
  ],
  ['by Dec 26', 'by Dec 26, at the latest', 'by Dec 26{+, at the latest+}'],
  ['Recruit 1,500 people', 'Recruit 1,600 people', 'Recruit [-1,500-]{+1,600+} people'],
  ['', 'New words', '{+New words+}'],
  ['Old words', '', '[-Old words-]'],
])('"%s" to "%s"', (before, after, expected) => {
  expect(marked(before, after)).toBe(expected)
})

const someText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.constantFrom('hold', 'a', 'beat', ' ', '  ', '\n', 'ward', ',', '.', 'Β', '12%'), {
      maxLength: 30,
    })
    .map((words) => words.join('')),
)

test('the same and removed words make the first text, the same and added ones the second', () => {
  fc.assert(
    fc.property(someText, someText, (before, after) => {
      const runs = compareWords(before, after)
      const without = (left: string) => runs.flatMap(({ is, text }) => (is === left ? [] : [text])).join('')
      expect([without('added'), without('removed')]).toEqual([before, after])
      expect(runs.every(({ text }) => text !== '')).toBe(true)
      expect(runs.some(({ is }, at) => is === runs[at + 1]?.is)).toBe(false)
    }),
    { numRuns: 2_000 },
  )
})

/** The length of the longest common subsequence of two lists, computed without a table. */
const inCommon = ([first, ...rest]: readonly string[], b: readonly string[]): number => {
  if (first === undefined || b.length === 0) return 0
  const at = b.indexOf(first)
  return Math.max(inCommon(rest, b), at < 0 ? 0 : 1 + inCommon(rest, b.slice(at + 1)))
}

test('the common words are the most possible', () => {
  // Each of these characters counts as a word.
  const text = fc.array(fc.constantFrom('!', '?', ';'), { maxLength: 10 }).map((signs) => signs.join(''))
  fc.assert(
    fc.property(text, text, (before, after) => {
      const stayed = compareWords(before, after).flatMap((run) => (run.is === 'same' ? [...run.text] : []))
      expect(stayed).toHaveLength(inCommon([...before], [...after]))
    }),
    { numRuns: 300 },
  )
})

test('equal texts have one run, and texts too long to align are replaced completely', () => {
  expect(compareWords('One run', 'One run')).toEqual([{ is: 'same', text: 'One run' }])
  const [before, after] = ['a ', 'b '].map((word) => word.repeat(3_000).trim())
  expect(compareWords(before ?? '', after ?? '')).toEqual([
    { is: 'removed', text: before },
    { is: 'added', text: after },
  ])
})

test('a word that changes at the beginning or the end of a long text is one change', () => {
  const text = 'a beat surgery '.repeat(2_000)
  expect(compareWords(`Hold ${text}`, `Plan ${text}`)).toEqual([
    { is: 'removed', text: 'Hold' },
    { is: 'added', text: 'Plan' },
    { is: 'same', text: ` ${text}` },
  ])
  expect(compareWords(`${text}held`, `${text}planned`)).toEqual([
    { is: 'same', text },
    { is: 'removed', text: 'held' },
    { is: 'added', text: 'planned' },
  ])
})
