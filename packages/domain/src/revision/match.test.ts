import { expect, test } from 'vitest'
import { type MatchRow, matchRows, similarityOf } from './match.ts'

const row = (ref: string | null, text: string): MatchRow => ({ ref, text })
const matches = (left: MatchRow[], right: MatchRow[]) =>
  matchRows(left, right).map(({ right: r, matched }) => [matched, r])

const surgery = 'Hold a beat surgery in every ward each quarter'
const reworded = 'Hold a beat surgery in each ward every month'
const cadets = 'Recruit forty cadets from the schools on the estate'
const signs = 'Replace the worn Neighbourhood Watch signs'

test.each<[string, MatchRow[], MatchRow[], unknown[]]>([
  [
    'the same ref and text are exact, whatever their order',
    [row('1', surgery), row('2', cadets)],
    [row('2', cadets), row('1', surgery)],
    [
      ['exact', 1],
      ['exact', 0],
    ],
  ],
  [
    'case, spaces and look-alike letters do not matter',
    [row('α1', 'Α  Beat surgery')],
    [row('α1', 'a beat SURGERY')],
    [['exact', 0]],
  ],
  ['a generated ref asks for equal text alone', [row(null, surgery)], [row('1.4', surgery)], [['exact', 0]]],
  [
    'the same ref with similar text comes before equal text elsewhere',
    [row('1', surgery)],
    [row('1', reworded), row('2', surgery)],
    [['ref', 0]],
  ],
  ['the same ref with other text is no match', [row('1', surgery)], [row('1', cadets)], [['none', null]]],
  [
    'equal text is found under another ref',
    [row('1', surgery)],
    [row('1', cadets), row('7', surgery)],
    [['text', 1]],
  ],
  [
    'the most similar text is found under another ref',
    [row('1', surgery)],
    [row('3', signs), row('7', reworded)],
    [['similar', 1]],
  ],
  [
    'of several rows under the same ref the most similar is found, wherever it stands',
    [row('1', surgery), row('2', surgery)],
    [row('1', `${surgery} soon`), row('1', reworded), row('2', reworded), row('2', `${surgery} of it`)],
    [
      ['ref', 0],
      ['ref', 3],
    ],
  ],
  [
    'of rows that are equally similar the first is found, by the first',
    [row('1', surgery), row('2', surgery)],
    [row('8', reworded), row('9', reworded)],
    [
      ['similar', 0],
      ['similar', 1],
    ],
  ],
  [
    'of two rows that are similar to one the more similar finds it',
    [row('1', reworded), row('2', `${surgery} soon`)],
    [row('9', surgery)],
    [
      ['none', null],
      ['similar', 0],
    ],
  ],
  [
    'of two rows that are as similar to one the first finds it',
    [row('1', reworded), row('2', reworded)],
    [row('9', surgery)],
    [
      ['similar', 0],
      ['none', null],
    ],
  ],
  [
    'a row of the right is found once',
    [row('1', surgery), row('2', surgery)],
    [row('9', surgery)],
    [
      ['text', 0],
      ['none', null],
    ],
  ],
  [
    'doubled rows match in their order',
    [row('20', surgery), row('20', surgery)],
    [row('20', surgery), row('20', surgery)],
    [
      ['exact', 0],
      ['exact', 1],
    ],
  ],
  ['rows without words match by nothing', [row('1', '')], [row('2', '')], [['none', null]]],
])('%s', (_rule, left, right, expected) => {
  expect(matches(left, right)).toEqual(expected)
})

test('a row that finds none is similar to none', () => {
  expect(matchRows([row('1', surgery)], [row('1', cadets)])).toEqual([
    { right: null, matched: 'none', similarity: 0 },
  ])
})

test('similarity is the share of common words', () => {
  expect(similarityOf(surgery, surgery)).toBe(1)
  expect(similarityOf(surgery, signs)).toBe(0)
  expect(similarityOf('one two three four', 'one two five six')).toBe(0.5)
  expect(similarityOf('—', '—')).toBe(1)
  expect(similarityOf('—', '…')).toBe(0)
  expect(similarityOf('', 'one')).toBe(0)
})

test.each([
  ['half', 'one two three four', 'one two five six', ['ref', 0]],
  ['less than half', 'one two three four five', 'one two six seven eight', ['none', null]],
])('a row with the same ref matches when %s of its words are the same', (_share, said, then, expected) => {
  expect(matches([row('1', said)], [row('1', then)])).toEqual([expected])
})

test('ten thousand reworded rows are matched with the right rows', () => {
  const words = ['ward', 'school', 'patrol', 'estate', 'survey', 'cadets', 'signs', 'meeting']
  const text = (n: number, verb: string) =>
    `${verb} the ${words[n % 8]} of beat ${n} together with the ${words[(n >> 3) % 8]} team of unit ${n * 7}`
  const left = Array.from({ length: 10_000 }, (_, n) => row(null, text(n, 'Renew')))
  const right = Array.from({ length: 10_000 }, (_, n) => row(String(9_999 - n), text(9_999 - n, 'Review')))
  expect(
    matchRows(left, right).every((match, n) => match.matched === 'similar' && match.right === 9_999 - n),
  ).toBe(true)
})
