import { expect, test } from 'vitest'
import {
  type Violation,
  type ViolationArgs,
  validatorCodes,
  validatorSeverities,
  violation,
} from '../index.ts'
import { validatorSeverityWords, violationSentence, violationTitle } from './validator.ts'

const broken = /undefined|null|NaN|\[object/

test.each(validatorCodes)(
  'the validator %s has a title and a complete sentence, with and without arguments',
  (code) => {
    const given: Violation['args'][] = [
      {},
      {
        ref: '32',
        count: 3,
        from: '2026-04-01',
        to: '2026-07-01',
        level: 'red',
        written: 64,
        computed: 52.2,
        column: '% spent',
        row: 'East',
      },
    ]
    for (const args of given) {
      expect(violationSentence({ code, args })).toMatch(/^[A-Z][^“]*(?:“[^”]*”[^“]*)*\.$/)
      expect(violationSentence({ code, args })).not.toMatch(broken)
    }
    expect(violationTitle(code)).toMatch(/^[A-Z]/)
  },
)

const days = { from: '2026-04-01', to: '2026-07-01' }
const figures = { column: 'Spent', written: 64, computed: 52.2 }
const fitting: ViolationArgs = {
  'closed-before-the-work-ends': { closed: '2026-03-04', ends: '2026-12-31', said: '2026-03-04' },
  'duplicate-ref': { ref: '32' },
  'ends-before-it-starts': days,
  'level-outside-rules': { level: 'blue' },
  'level-without-reason': { level: 'red' },
  'no-date': { count: 2 },
  'no-owner': {},
  'no-update-in-period': { ...days, last: '2026-03-01' },
  'ongoing-without-review': {},
  'owner-only-in-prose': { name: 'Estates' },
  'owner-to-be-confirmed': {},
  'past-when-set': { due: '2026-04-01', setOn: '2026-07-01' },
  'percentage-does-not-fit': { row: 'East', ...figures },
  'same-text-twice': { ofAction: 'a', of: '3' },
  'section-without-actions': { title: 'Listening' },
  'several-promises': { count: 3 },
  'target-without-measure': { target: 'recruit 30' },
  'total-does-not-add-up': figures,
  'words-against-table': { unit: 'count', ...figures },
}
test.each(validatorCodes)('the validator %s mentions its arguments', (code) => {
  const found = { code, args: fitting[code], severity: 'warning', where: {}, quote: null }
  expect(violation.parse(found)).toEqual(found)
  const sentence = violationSentence({ code, args: fitting[code] })
  expect(sentence).toMatch(/^[A-Z][^“]*(?:“[^”]*”[^“]*)*\.$/)
  expect(sentence).not.toMatch(broken)
  expect(sentence).not.toContain('this version')
})

test.each(validatorSeverities)('the severity %s has a text', (severity) => {
  expect(validatorSeverityWords(severity)).toMatch(/^To /)
})

test.each([
  [{ code: 'no-owner', args: { count: 49 } }, 'None of the 49 actions names an owner.'],
  [{ code: 'no-owner', args: {} }, 'Nobody owns it.'],
  [
    {
      code: 'closed-before-the-work-ends',
      args: { closed: '2026-03-04', ends: '2026-12-31', said: '2026-03-04' },
    },
    'It was closed on 4 March 2026, and an update says that work ends on 31 December 2026.',
  ],
  [
    {
      code: 'words-against-table',
      args: { column: '% spent', unit: 'percent', written: 64, computed: 52.2 },
    },
    'The words say 64 %; under “% spent” the table makes 52.2 %.',
  ],
  [
    { code: 'total-does-not-add-up', args: { row: 'East', column: 'Budget', written: 50, computed: 55 } },
    'East, under “Budget”, the table says 50; its parts make 55.',
  ],
  [
    { code: 'total-does-not-add-up', args: { row: '', column: '', written: 1_234.5, computed: 55 } },
    'The total under this column says 1,234.5; its parts make 55.',
  ],
  [
    { code: 'level-without-reason', args: { level: 'amber-red' } },
    'The level is Amber/Red, and no words say why.',
  ],
  [
    { code: 'no-update-in-period', args: { ...days, last: '2026-03-01' } },
    'Nothing was said of it from 1 April 2026 until 1 July 2026; the last word is of 1 March 2026.',
  ],
  [
    { code: 'no-update-in-period', args: days },
    'Nothing was said of it from 1 April 2026 until 1 July 2026; nor before.',
  ],
  [
    { code: 'total-does-not-add-up', args: { column: 'Spent', written: 72_830, computed: 72_380 } },
    'The total under “Spent” says 72,830; its parts make 72,380.',
  ],
] as const)('a failed check says what was found: %#', (violation, sentence) => {
  expect(violationSentence(violation)).toBe(sentence)
})

test.each([
  { code: 'of-tomorrow', args: { ref: '3' } },
  { code: 'constructor', args: {} },
  { code: 'ends-before-it-starts', args: { from: 'June' } },
  { code: 'no-owner', args: null },
])('a violation of another version has a text, whatever its code and arguments: %j', (found) => {
  expect(violationSentence(found)).toContain(found.code)
  expect(violationTitle(found.code)).toMatch(/^[A-Z]/)
})
