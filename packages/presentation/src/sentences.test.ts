import {
  commands,
  type FindingArgs,
  findingCodes,
  readFailureCodes,
  roles,
  severities,
  stageCodes,
} from '@beatbook/domain'
import { dayWords, instantWords, levelMark, stageWords } from '@beatbook/domain/english'
import { expect, test } from 'vitest'
import {
  choiceSentence,
  commandTitle,
  filterChips,
  findingSentence,
  findingTitle,
  readFailureSentence,
  roleWords,
  severityWords,
} from './index.ts'

const broken = /undefined|null|NaN|\[object/

test.each(findingCodes)(
  'the finding %s has a title and a whole sentence, with and without arguments',
  (code) => {
    const given: Record<string, string | number>[] = [
      {},
      { said: '296023', ref: '32', count: 3, on: '2022-06-29', because: 'latest-entry' },
    ]
    for (const args of given) {
      expect(findingSentence({ code, args })).toMatch(/^[A-Z0-9“].*[.]$/)
      expect(findingSentence({ code, args })).not.toMatch(broken)
    }
    expect(findingTitle(code)).toMatch(/^[A-Z]/)
  },
)

const said = { said: 'TBC' }
const figures = { column: 'Spent', written: 72_830, computed: 52.25 }
const fitting: FindingArgs = {
  'acting-characters': { count: 1_200 },
  'ambiguous-date': said,
  'ambiguous-owner': { said: 'Estates / LPA', count: 2 },
  'broken-markup': { tag: 'b', problem: 'open' },
  'columns-guessed': { columns: '1: text' },
  'date-in-text': said,
  'deleted-text': { text: 'gone' },
  'document-date': { because: 'latest-entry', on: '2022-06-29' },
  'duplicate-ref': { ref: '32' },
  'encoding-guessed': { encoding: 'windows-1252', count: 1, line: 2 },
  'entry-in-future': { on: '2027-01-20' },
  'generated-ref': { ref: '1' },
  'ignored-text': { text: 'Page 2', reason: 'page-furniture' },
  'impossible-date': { said: '310622', usual: '2022-06-29' },
  'inherited-value': { heading: 'Lead', said: 'Estates' },
  'joined-heading': { said: 'Confid|ence', read: 'Confidence' },
  'joined-row': { rows: 3 },
  'lookalike-letter': { letters: 'А', read: 'amber' },
  'missing-owner': {},
  'missing-rag': {},
  'missing-ref': { ref: '7' },
  'owner-in-prose': { name: 'Estates' },
  'owner-to-be-confirmed': said,
  'percentage-mismatch': { row: 'east', ...figures },
  'percentage-text-mismatch': figures,
  'proposed-date': { said: 'Spring 2027', title: 'Launch' },
  'proposed-ref': { ref: '4' },
  'ragged-row': { cells: 5, columns: 1 },
  'relative-without-anchor': { said: 'soon' },
  'repeated-header': { said: 'Ref Action', rows: 2 },
  'section-unclear': { title: 'Listening' },
  'several-dates': { said: 'Oct 22, now Dec 22' },
  'several-levels': { columns: 'RAG, BRAG', read: 'RAG' },
  'stage-in-timescale': { said: 'Complete' },
  'stray-row': { said: '7' },
  'template-row': { said: 'Please select', rows: 1 },
  'total-mismatch': { row: 'East', ...figures },
  'undated-update': {},
  'unknown-level': said,
  'unknown-stage': said,
  'unknown-timescale': said,
}
test('every finding has a sentence with its arguments', () => {
  const sentences = findingCodes.map((code) => findingSentence({ code, args: fitting[code] }))
  for (const sentence of sentences) {
    expect(sentence).toMatch(/^[A-Z0-9“].*[.]$/)
    expect(sentence).not.toMatch(broken)
    expect(sentence).not.toContain('another version')
  }
  expect(sentences).toEqual(
    expect.arrayContaining([
      'Control characters, which cannot be displayed, were left out (1,200); the document’s own text still has them.',
      'What it says counts from 29 June 2022: it is the latest dated entry.',
      'The cell holds А; it was read as Amber.',
      'East: the table says 72,830 %, its figures make 52.25 %.',
      'The row has 5 cells where its table has 1 column; each was put where its words fit.',
      '“310622” is no date. The other updates say 29 June 2022. The words are kept.',
      '3 rows were joined: what follows carries no number of its own.',
    ]),
  )
})

test.each([
  { code: 'of-tomorrow', args: { ref: '3' } },
  { code: 'constructor', args: {} },
  { code: 'total-mismatch', args: { row: 'East', column: 'Spent', written: 'some' } },
  { code: 'document-date', args: { because: 'a dream' } },
  { code: 'unknown-level', args: null },
])('what another version noticed has words, whatever its code and arguments: %j', (found) => {
  expect(findingSentence(found)).toContain('another version')
  expect(findingSentence(found)).toMatch(/^[A-Z].*[.]$/)
  expect(findingTitle(found.code)).toMatch(/^[A-Z]/)
})

test.each(readFailureCodes)('the read failure %s names the file and ends with what to do', (code) => {
  expect(readFailureSentence({ code, args: {} }, 'plan.docx')).toMatch(/plan\.docx.*\. [A-Z].*\.$/)
})

test.each([
  { code: 'of-tomorrow', args: {} },
  { code: 'over-limit', args: { limit: 'columns', most: 'many' } },
  { code: 'encrypted', args: undefined },
])('a read failure of another version has the general sentence: %j', (failure) => {
  expect(readFailureSentence(failure, 'plan.docx')).toMatch(
    /^plan\.docx is not a document that can be read\. /,
  )
})

test.each([
  [{ code: 'too-large', args: { limit: 52_428_800 } }, 'plan.docx is too large (the limit is 50 MB). '],
  [{ code: 'too-large', args: { name: 'a.txt', most: 50 } }, 'plan.docx is too large (the limit is 50 MB). '],
  [
    { code: 'over-limit', args: { name: 'a', limit: 'rows', most: 15_000 } },
    'plan.docx has more than 15,000 rows. ',
  ],
  [
    { code: 'over-limit', args: { name: 'a', limit: 'knots', most: 3 } },
    'plan.docx has more than can be read. ',
  ],
])('a read failure says how much there may be: %#', (failure, start) => {
  expect(readFailureSentence(failure, 'plan.docx').startsWith(start)).toBe(true)
})

test('every command, stage, role and severity has words', () => {
  for (const name of Object.keys(commands))
    expect(commandTitle(name as keyof typeof commands)).toMatch(/^[A-Z]/)
  for (const stage of [...stageCodes, null]) expect(stageWords(stage)).toMatch(/^[A-Z]/)
  for (const role of Object.keys(roles)) expect(roleWords(role as keyof typeof roles).title).toMatch(/^[A-Z]/)
  for (const severity of severities) expect(severityWords(severity)).toMatch(/^To /)
})

test('a level is complete where the stage is, else the declared one, else not set', () => {
  expect(levelMark('red', 'complete')).toMatchObject({ shape: '✓', letter: 'C', word: 'Complete' })
  expect(levelMark('red', 'in-progress')).toMatchObject({ shape: '■', letter: 'R', word: 'Red' })
  expect(levelMark(null, null)).toMatchObject({ shape: '–', word: 'Not set' })
})

test('dates are written as GOV.UK writes them, instants as London reads them', () => {
  expect(dayWords('2022-10-31')).toBe('31 October 2022')
  expect(instantWords('2022-07-01T13:01:00.000Z')).toBe('1 July 2022, 2:01pm')
})

test('a choice describes what it does to the draft', () => {
  const choice = { code: 'any', args: {}, cautious: false }
  expect(
    choiceSentence({
      ...choice,
      does: { change: 'date-update', action: 'a', update: 'u', on: '2022-06-29' },
    }),
  ).toBe('Use 29 June 2022')
  expect(
    choiceSentence({ ...choice, does: { change: 'date-update', action: 'a', update: 'u', on: null } }),
  ).toBe('Leave it undated')
  expect(
    choiceSentence({
      ...choice,
      asks: 'date',
      does: { change: 'date-update', action: 'a', update: 'u', on: null },
    }),
  ).toBe('Give another date')
  expect(
    choiceSentence({ ...choice, does: { change: 'set-owners', action: 'a', names: ['Estates', 'LPA'] } }),
  ).toBe('Make it “Estates” and “LPA”')
})

test('each filter has a chip, and removing it leaves the others', () => {
  const chips = filterChips(
    { levels: ['red', 'none'], owner: 'p1', withdrawn: 'without' },
    () => 'Estates',
    [],
  )
  expect(chips.map((chip) => chip.words)).toEqual(['Declared: Red or Not set', 'Owner: Estates'])
  expect(chips[0]?.without).toEqual({ owner: 'p1', withdrawn: 'without' })
})
