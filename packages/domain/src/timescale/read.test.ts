import { describe, expect, test } from 'vitest'
import { readTimescale } from './read.ts'
import type { Timescale } from './timescale.ts'

const inShort = ({ kind, earliest, latest, precision, anchor, every }: Timescale): string =>
  [
    kind,
    earliest && (earliest === latest ? earliest : `${earliest}..${latest}`),
    precision,
    anchor && `(${anchor})`,
    every && `[${every}]`,
  ]
    .filter(Boolean)
    .join(' ')

const read = (said: string): string => inShort(readTimescale(said).timescale)
const codes = (said: string): string[] => readTimescale(said).notes.map(({ code }) => code)
const alternatives = (said: string): string[] =>
  readTimescale(said).notes.flatMap((note) => note.alternatives.map(inShort))

describe('a date alone is a deadline', () => {
  test.each([
    ['Oct 22', 'by 2022-10-01..2022-10-31 month'],
    ["Oct' 23", 'by 2023-10-01..2023-10-31 month'],
    ['Oct22', 'by 2022-10-01..2022-10-31 month'],
    ['Sept-22', 'by 2022-09-01..2022-09-30 month'],
    ['Oct - 2022', 'by 2022-10-01..2022-10-31 month'],
    ['FY22-23', 'by 2022-04-01..2023-03-31 financial-year'],
    ['12/2022', 'by 2022-12-01..2022-12-31 month'],
    ['2022-06', 'by 2022-06-01..2022-06-30 month'],
    ['2022-12', 'by 2022-12-01..2022-12-31 month'],
    ['2022-01', 'by 2022-01-01..2022-01-31 month'],
    ['June 1969', 'by 1969-06-01..1969-06-30 month'],
    ['31/10/22', 'by 2022-10-31 day'],
    ['05/12/2022', 'by 2022-12-05 day'],
    ['by Oct 22 onwards', 'by 2022-10-01..2022-10-31 month'],
    ['by 31 March 2023, 3 months after publication', 'by 2023-03-31 day'],
    ['04/05/2020', 'by 2020-05-04 day'],
    ['290622', 'by 2022-06-29 day'],
    ['2022-06-29', 'by 2022-06-29 day'],
    ['2022-06-29T00:00:00.000Z', 'by 2022-06-29 day'],
    ['September 30, 2020', 'by 2020-09-30 day'],
    ['Wed 29th June, 2022', 'by 2022-06-29 day'],
    ['1/1/69', 'by 2069-01-01 day'],
    ['1/1/70', 'by 1970-01-01 day'],
    ['Q3 2022/23', 'by 2022-10-01..2022-12-31 quarter'],
    ['Q4 2022/23', 'by 2023-01-01..2023-03-31 quarter'],
    ['Quarter 2 2023-24', 'by 2023-07-01..2023-09-30 quarter'],
    ['Spring 2023', 'by 2023-03-01..2023-05-31 season'],
    ['Autumn 2014', 'by 2014-09-01..2014-11-30 season'],
    ['Winter 2023', 'by 2023-12-01..2024-02-29 season'],
    ['Winter 2022/23', 'by 2022-12-01..2023-02-28 season'],
    ['2023', 'by 2023-01-01..2023-12-31 year'],
    ['2022/23', 'by 2022-04-01..2023-03-31 financial-year'],
    ['FY 2022-23', 'by 2022-04-01..2023-03-31 financial-year'],
    ['end of March 2018', 'by 2018-03-01..2018-03-31 month'],
    ['mid-2023', 'by 2023-01-01..2023-12-31 year'],
    ['w/c 3 July 2023', 'by 2023-07-03..2023-07-09 day'],
    ['Phase 2 Oct 22', 'by 2022-10-01..2022-10-31 month'],
    ['  Dec 2022* ', 'by 2022-12-01..2022-12-31 month'],
    ['<p>Dec 2022</p>', 'by 2022-12-01..2022-12-31 month'],
    ['\u039fct 22', 'by 2022-10-01..2022-10-31 month'],
    ['March 2023 depending on assessment', 'by 2023-03-01..2023-03-31 month'],
  ])('%s', (said, meaning) => {
    expect(read(said)).toBe(meaning)
    expect(codes(said)).toEqual([])
  })
})

describe('the word before a date determines the kind', () => {
  test.each([
    ['By Jan 23', 'by 2023-01-01..2023-01-31 month'],
    ['Achieve by June 23', 'by 2023-06-01..2023-06-30 month'],
    ['Achieved by Nov 22', 'by 2022-11-01..2022-11-30 month'],
    ['Start immediately BAU by Oct 22', 'by 2022-10-01..2022-10-31 month'],
    ['Start trialling the new form by Oct 22', 'by 2022-10-01..2022-10-31 month'],
    ['no later than 31 March 2023', 'by 2023-03-31 day'],
    ['by 5pm on 3 March 2023', 'by 2023-03-03 day'],
    ['before 1 April 2023', 'by 2023-03-31 day'],
    ['before the end of March 2023', 'by 2023-03-01..2023-03-31 month'],
    ['Ongoing to March 2023', 'by 2023-03-01..2023-03-31 month'],
    ['Commence Nov 22', 'from 2022-11-01..2022-11-30 month'],
    ['CPD to commence Nov 22', 'from 2022-11-01..2022-11-30 month'],
    ['Start by Oct 22', 'from 2022-10-01..2022-10-31 month'],
    ['April 2022 onwards', 'from 2022-04-01..2022-04-30 month'],
    ['w.e.f. 1/4/22', 'from 2022-04-01 day'],
    ['Start Oct/Nov 22', 'from 2022-10-01..2022-11-30 month'],
    ['after March 2015', 'after 2015-03-01..2015-03-31 month'],
    ['not before April 2023', 'after 2023-04-01..2023-04-30 month'],
  ])('%s', (said, meaning) => {
    expect(read(said)).toBe(meaning)
    expect(codes(said)).toEqual([])
  })
})

describe('a range of dates is between', () => {
  test.each([
    ['Mar to May 2013', 'between 2013-03-01..2013-05-31 month'],
    ['Nov to Jan 2013', 'between 2012-11-01..2013-01-31 month'],
    ['December 2022 - March 2023', 'between 2022-12-01..2023-03-31 month'],
    ['Jan/Feb/Mar 2023', 'between 2023-01-01..2023-03-31 month'],
    ['15 March – 20 April 2023', 'between 2023-03-15..2023-04-20 day'],
    ['7th-9th July 2023', 'between 2023-07-07..2023-07-09 day'],
    ['01/04/2022 – 31/03/2023', 'between 2022-04-01..2023-03-31 day'],
    ['from April 2022 to March 2023', 'between 2022-04-01..2023-03-31 month'],
    ['between April and June 2023', 'between 2023-04-01..2023-06-30 month'],
    ['2022-2024', 'between 2022-01-01..2024-12-31 year'],
    ['2022/23 - 2024/25', 'between 2022-04-01..2025-03-31 financial-year'],
    ['late 2022 to early 2023', 'between 2022-01-01..2023-12-31 year'],
    ['H1 2022', 'between 2022-01-01..2022-06-30 month'],
    ['H2 2022', 'between 2022-07-01..2022-12-31 month'],
    ['first half of 2022/23', 'between 2022-04-01..2022-09-30 month'],
    ['second half of 2022/23', 'between 2022-10-01..2023-03-31 month'],
    ['Q1-Q2 2022/23', 'between 2022-04-01..2022-09-30 quarter'],
    ['Autumn/Winter 2023', 'between 2023-09-01..2024-02-29 season'],
    ['H1 2023', 'between 2023-01-01..2023-06-30 month'],
  ])('%s', (said, meaning) => {
    expect(read(said)).toBe(meaning)
    expect(codes(said)).toEqual([])
  })
})

describe('words without a date have their literal meaning', () => {
  test.each([
    ['Ongoing', 'ongoing', []],
    ['BAU', 'ongoing', []],
    ['', 'none', []],
    [' – ', 'none', []],
    ['n/a', 'none', []],
    ['Annually', 'recurring [Annually]', []],
    ['31 August (annually)', 'recurring [31 August (annually)]', []],
    ['Ongoing every 24 months', 'recurring [Ongoing every 24 months]', []],
    ['1 workshop per quarter', 'recurring [1 workshop per quarter]', []],
    ['two weeks after publication', 'relative (publication)', []],
    ['within six months', 'relative', ['relative-without-anchor']],
    ['12 months', 'relative', ['relative-without-anchor']],
    ['ASAP', 'relative', ['relative-without-anchor']],
    ['end of financial year', 'relative', ['relative-without-anchor']],
    ['on completion of the review', 'relative (completion of the review)', ['relative-without-anchor']],
    ['By the next board meeting', 'relative (the next board meeting)', ['relative-without-anchor']],
    ['TBC', 'unknown', ['unknown-timescale']],
    ['dates to be agreed', 'unknown', ['unknown-timescale']],
    ['Short term', 'unknown', ['unknown-timescale']],
    ['31 March', 'unknown', ['unknown-timescale']],
    ['by March', 'unknown', ['unknown-timescale']],
    ['75% complete', 'unknown', ['unknown-timescale']],
    ['Not complete', 'unknown', ['unknown-timescale']],
    ['12345', 'unknown', ['unknown-timescale']],
    ['20220629', 'unknown', ['unknown-timescale']],
    ['Completed', 'completed', ['stage-in-timescale']],
    ['Already complete', 'completed', ['stage-in-timescale']],
  ])('%s', (said, meaning, notes) => {
    expect(read(said)).toBe(meaning)
    expect(codes(said)).toEqual(notes)
  })
})

describe('completed only where the words say so', () => {
  test.each([
    ['Completed April 2014', 'completed 2014-04-01..2014-04-30 month', ['stage-in-timescale']],
    ['Complete – April 2014', 'completed 2014-04-01..2014-04-30 month', ['stage-in-timescale']],
    ['Dec 22 - complete', 'completed 2022-12-01..2022-12-31 month', ['stage-in-timescale']],
    ['Complete by Jan 23', 'by 2023-01-01..2023-01-31 month', []],
    ['To be completed April 2014', 'by 2014-04-01..2014-04-30 month', []],
    ['Complete Jan 23', 'by 2023-01-01..2023-01-31 month', ['ambiguous-date']],
    ['Completed by April 2014', 'by 2014-04-01..2014-04-30 month', ['ambiguous-date']],
  ])('%s', (said, meaning, notes) => {
    expect(read(said)).toBe(meaning)
    expect(codes(said)).toEqual(notes)
  })
})

describe('a date the calendar does not have is never moved', () => {
  test.each([
    ['32 January 2023', ['by 2023-01-01..2023-01-31 month']],
    ['32 December 2023', ['by 2023-12-01..2023-12-31 month']],
    ['31/00/2022', []],
    ['31/13/2022', []],
    ['29 Feb to 3 March 2022', ['by 2022-02-01..2022-02-28 month', 'by 2022-03-03 day']],
    ['29 Feb to 3 March 2021', ['by 2021-02-01..2021-02-28 month', 'by 2021-03-03 day']],
    ['31 April to 3 May 2022', ['by 2022-04-01..2022-04-30 month', 'by 2022-05-03 day']],
    ['296023', []],
    ['31/02/2022', ['by 2022-02-01..2022-02-28 month']],
    ['31 September 2022', ['by 2022-09-01..2022-09-30 month']],
  ])('%s', (said, offered) => {
    expect(read(said)).toBe('unknown')
    expect(codes(said)).toEqual(['impossible-date'])
    expect(alternatives(said)).toEqual(offered)
  })
})

describe('where words may mean two things, the other is offered', () => {
  test.each([
    ['46082', 'by 2026-03-01 day', ['by 2026-03-01..2026-03-31 month']],
    ['5/14/2020', 'by 2020-05-14 day', []],
    ['2011-12', 'by 2011-04-01..2012-03-31 financial-year', ['by 2011-12-01..2011-12-31 month']],
    ['2009-12', 'between 2009-01-01..2012-12-31 year', ['by 2009-12-01..2009-12-31 month']],
    ['2022-2023', 'by 2022-04-01..2023-03-31 financial-year', ['between 2022-01-01..2023-12-31 year']],
    ['from 2011-12', 'from 2011-04-01..2012-03-31 financial-year', ['from 2011-12-01..2011-12-31 month']],
    ['FY22', 'by 2021-04-01..2022-03-31 financial-year', ['by 2022-04-01..2023-03-31 financial-year']],
    ['Mobilisation kit purchase Oct 22', 'by 2022-10-01..2022-10-31 month', []],
    ['Start Oct 22 to Dec 22', 'between 2022-10-01..2022-12-31 month', ['from 2022-10-01..2022-12-31 month']],
    ['Mobilisation Oct 22', 'by 2022-10-01..2022-10-31 month', []],
    ['within 3 months of 30 November 2022', 'relative (30 November 2022)', ['by 2023-02-28 day']],
    ['six weeks after 1 April 2023', 'relative (1 April 2023)', ['by 2023-05-13 day']],
    ['Oct 22?', 'by 2022-10-01..2022-10-31 month', []],
    ['On hold until April 2023', 'by 2023-04-01..2023-04-30 month', []],
    ['Following sign-off Dec 22', 'after 2022-12-01..2022-12-31 month', ['by 2022-12-01..2022-12-31 month']],
    ['Nearly complete, Jan 23', 'by 2023-01-01..2023-01-31 month', []],
    ['March 2023 (annual)', 'recurring [March 2023 (annual)]', ['by 2023-03-01..2023-03-31 month']],
    ['Ongoing from April 2022', 'ongoing', ['from 2022-04-01..2022-04-30 month']],
  ])('%s', (said, meaning, offered) => {
    expect(read(said)).toBe(meaning)
    expect(codes(said)).toEqual(['ambiguous-date'])
    expect(alternatives(said)).toEqual(offered)
  })

  test.each([
    ['Mobilisation kit purchase programme Oct 22', ['by 2022-10-01..2022-10-31 month']],
    ['Mobilisation kit Oct 22 purchase programme', ['by 2022-10-01..2022-10-31 month']],
    ['Kit was bought Oct 22', ['by 2022-10-01..2022-10-31 month']],
    ['Easter 2023', ['by 2023-01-01..2023-12-31 year']],
    ['by the 2023 conference', ['by 2023-01-01..2023-12-31 year']],
    ['Week 32 2022', ['by 2022-01-01..2022-12-31 year']],
    ['Oct 22 (TBC)', ['by 2022-10-01..2022-10-31 month']],
    ['The scheme was agreed in outline by officers at a meeting on 3 March 2021', ['by 2021-03-03 day']],
  ])('%s is not understood, and its date is offered', (said, offered) => {
    expect(read(said)).toBe('unknown')
    expect(codes(said)).toEqual(['unknown-timescale'])
    expect(alternatives(said)).toEqual(offered)
  })
})

describe('of several dates one decides and the others are offered', () => {
  test.each([
    [
      'due Dec 23, formerly due Oct 22, due Mar 23',
      'by 2023-12-01..2023-12-31 month',
      ['by 2022-10-01..2022-10-31 month', 'by 2023-03-01..2023-03-31 month'],
    ],
    [
      'Phase 1 Oct 22, Phase 2 Dec 22',
      'by 2022-12-01..2022-12-31 month',
      ['by 2022-10-01..2022-10-31 month'],
    ],
    ['Dec 22 (was Oct 22)', 'by 2022-12-01..2022-12-31 month', ['by 2022-10-01..2022-10-31 month']],
    ['moved from Oct 22 to Dec 22', 'by 2022-12-01..2022-12-31 month', ['by 2022-10-01..2022-10-31 month']],
    ['Originally Dec 23, now Oct 23', 'by 2023-10-01..2023-10-31 month', ['by 2023-12-01..2023-12-31 month']],
    [
      'Start Sept 22, complete by March 23',
      'by 2023-03-01..2023-03-31 month',
      ['from 2022-09-01..2022-09-30 month'],
    ],
    ['<s>30 June 2020</s> <b>31 July 2020*</b>', 'by 2020-07-31 day', ['by 2020-06-30 day']],
  ])('%s', (said, meaning, offered) => {
    expect(read(said)).toBe(meaning)
    expect(codes(said)).toEqual(['several-dates'])
    expect(alternatives(said)).toEqual(offered)
  })

  test('the same date twice is one', () => {
    expect(codes('Q3 2022/23 (Oct-Dec 22)')).toEqual([])
  })
})

test('a quarter of one named year is financial and doubtful, unless quarters are calendar quarters', () => {
  expect(read('Q4 2022')).toBe('by 2023-01-01..2023-03-31 quarter')
  expect(alternatives('Q4 2022')).toEqual([
    'by 2022-01-01..2022-03-31 quarter',
    'by 2022-10-01..2022-12-31 quarter',
  ])
  const calendar = readTimescale('Q4 2022', { quarters: 'calendar' })
  expect(inShort(calendar.timescale)).toBe('by 2022-10-01..2022-12-31 quarter')
  expect(calendar.notes).toEqual([])
})

test('a quarter of a financial year is financial with either option', () => {
  expect(inShort(readTimescale('Q3 2022/23', { quarters: 'calendar' }).timescale)).toBe(
    'by 2022-10-01..2022-12-31 quarter',
  )
})

test('the document’s words are unchanged', () => {
  expect(readTimescale(' By\u00a0Jan 23 – ').timescale.said).toBe(' By\u00a0Jan 23 – ')
})

test('a page of words is not a timescale', () => {
  expect(read('by Oct 22 '.repeat(300))).toBe('unknown')
})

test.each([
  ['01/22', 'by 2022-01-01..2022-01-31 month'],
  ['12/22', 'by 2022-12-01..2022-12-31 month'],
])('%s is a month, in doubt', (said, meaning) => {
  expect([read(said), codes(said)]).toEqual([meaning, ['ambiguous-date']])
})

test('12/13 may be a month or a year that begins in 2012, and so is not read', () => {
  expect(read('12/13')).toBe('unknown')
})
