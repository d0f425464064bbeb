import { expect, test } from 'vitest'
import { type Violation, validatorCodes, validatorSeverities } from '../index.ts'
import { validatorSeverityWords, violationSentence, violationTitle } from './validator.ts'

const broken = /undefined|null|NaN|\[object/

test.each(validatorCodes)(
  'the validator %s has a title and a whole sentence, with and without arguments',
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

test.each(validatorSeverities)('the severity %s has words', (severity) => {
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
])('what another version found has words, whatever its code and arguments: %j', (found) => {
  expect(violationSentence(found)).toContain(found.code)
  expect(violationTitle(found.code)).toMatch(/^[A-Z]/)
})
