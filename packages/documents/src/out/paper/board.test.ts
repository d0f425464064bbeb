import type { ActionRow, Trends, Turning, Why } from '@beatbook/contract'
import {
  becomings,
  type Comparison,
  evaluate,
  type Facts,
  forceDefault,
  levelCodes,
  whatWouldTurn,
} from '@beatbook/domain'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aTemplate } from '../../../test/paper.ts'
import { planOf, someSections } from '../../../test/random-plan.ts'
import { type BoardPaperInput, boardPaper } from './board.ts'
import type { Paper, PaperBlock, PaperCell, PaperTable } from './paper.ts'

const asAt = '2026-11-20'
const shown = (code: string) => {
  const level = forceDefault.levels.find((each) => each.code === code)
  return { level: code, letter: level?.letter ?? '', word: level?.word ?? code, shape: level?.shape ?? '?' }
}
const rated = (row: ActionRow, level: string): ActionRow => ({
  ...row,
  computed: { ...shown(level), rule: 'late', since: '2026-11-01', turns: null, overridden: false },
})
const action = {
  text: 'Hold a surgery',
  owners: [] as never[],
  timescale: 'by Oct 2027',
  stage: null,
  level: null,
  progress: null,
  update: null,
} as const

/** A paper of a plan with an action of each of these levels by the rules, in one section for each list. */
const inputOf = (
  levels: readonly (readonly string[])[],
  given: Partial<BoardPaperInput> = {},
): BoardPaperInput => {
  const { plan, rows } = planOf(levels.map((each) => each.map(() => action)))
  const flat = levels.flat()
  return {
    particulars: { title: 'Safer quays' },
    template: aTemplate,
    plan: {
      ...plan,
      ragRules: { code: 'force-default', version: 2, title: 'Force default' },
      computed: { levels: forceDefault.levels.map(({ code }) => ({ ...shown(code), actions: 0 })), none: 0 },
    },
    rows: rows.map((row, at) => rated(row, flat[at] ?? 'green')),
    view: null,
    asAt,
    knownAt: null,
    made: '2026-11-20T09:00:00.000Z',
    earlier: null,
    turning: null,
    reds: [],
    trends: null,
    ...given,
  }
}

const blocksOf = ({ parts }: Paper): PaperBlock[] => parts.flatMap(({ blocks }) => blocks)
const wordsOf = (paper: Paper): string[] =>
  blocksOf(paper).flatMap((block) => (block.is === 'paragraph' ? [block.words] : []))
const tableNamed = (paper: Paper, caption: RegExp): PaperTable => {
  const found = blocksOf(paper).find((block) => block.is === 'table' && caption.test(block.caption ?? ''))
  if (found?.is !== 'table') throw new Error(`no table ${caption}`)
  return found
}
const plain = (cell: PaperCell | undefined): string => (typeof cell === 'object' ? cell.word : (cell ?? ''))

const nothing: Comparison = {
  v: 1,
  from: '2026-09-01',
  to: asAt,
  about: null,
  sections: null,
  rows: [],
  counts: Object.fromEntries(becomings.map((what) => [what, 0])) as Comparison['counts'],
  same: 1,
  order: [],
}

test('paragraphs are numbered from one through every section and appendix, without a gap', () => {
  const paper = boardPaper(
    inputOf([['red', 'amber'], ['green']], {
      particulars: { title: 'Safer quays', recommendations: ['Note it.', 'Agree it.'] },
      template: { ...aTemplate, closing: [{ title: 'Equality', paragraphs: ['None.'] }] },
      earlier: { on: '2026-09-01', rows: [], comparison: nothing },
    }),
  )
  const numbers = blocksOf(paper).flatMap((block) => (block.is === 'paragraph' ? [block.number] : []))
  const main = numbers.filter((number) => !number?.includes('.'))
  expect(main).toEqual(main.map((_, at) => String(at + 1)))
  expect(numbers.slice(0, 4)).toEqual(['1', '2', '2.1', '2.2'])
  const captions = blocksOf(paper).flatMap((block) => (block.is === 'table' ? [block.caption] : []))
  expect(captions).toEqual(captions.map((_, at) => expect.stringMatching(`^Table ${at + 1}\\. `)))
})

test('what is empty says so', () => {
  const paper = boardPaper(
    inputOf([['green']], {
      turning: { until: '2027-02-28', rows: [] },
      earlier: { on: '2026-09-01', rows: [], comparison: nothing },
    }),
  )
  expect(wordsOf(paper)).toEqual(
    expect.arrayContaining([
      'This paper is for information. It asks for no decision.',
      'No action is red by the rules on 20 November 2026.',
      'No level changes by itself up to 28 February 2027.',
      'No action has another level by the rules than on 1 September 2026.',
      'No action changed since 1 September 2026.',
      'Something was said of every action that is not complete.',
    ]),
  )
  expect(wordsOf(boardPaper(inputOf([])))).toEqual(
    expect.arrayContaining([
      'No action is open or complete on 20 November 2026.',
      'There is no action on 20 November 2026.',
    ]),
  )
})

test('particulars that are absent are left out, and those that are given stand under the title', () => {
  const bare = boardPaper(inputOf([['green']]))
  expect(bare.particulars.map(({ label }) => label)).toEqual(['Plan', 'Sponsor', 'As at'])
  const full = boardPaper(
    inputOf([['green']], {
      particulars: {
        title: 'Safer quays',
        marking: 'Official',
        agenda: '7',
        board: 'Policing Board',
        date: '2026-12-03',
      },
      knownAt: '2026-11-20T08:00:00.000Z',
      view: 'Only the quays',
    }),
  )
  expect(full.particulars).toEqual(
    expect.arrayContaining([
      { label: 'Date of meeting', words: '3 December 2026' },
      { label: 'Agenda number', words: '7' },
      { label: 'As at', words: '20 November 2026, with what was known at 20 November 2026, 8:00am' },
    ]),
  )
  expect([full.marking, full.foot]).toEqual([
    'Official',
    'As at 20 November 2026, as known at 20 November 2026, 8:00am',
  ])
  expect(wordsOf(full)).toContain('It covers the actions of the view “Only the quays”, not the whole plan.')
})

test('a red action says why, by which rule, and what would turn it', () => {
  const input = inputOf([['red', 'green']])
  const [row] = input.rows
  const facts: Facts = { stage: 'in-progress', daysPastDeadline: 20, daysSinceNews: 3, ownerKnown: true }
  const evaluation = evaluate(forceDefault, facts)
  const why = {
    ...{ id: row?.id, address: row?.address, ref: row?.ref, text: row?.text, asAt },
    ...{ declared: null, completed: null, disagrees: false, disagreement: null, override: null },
    computed: row?.computed,
    byRules: { ...shown(evaluation.level), rule: evaluation.rule },
    ragRules: forceDefault,
    evaluation,
    facts,
    toTurn: { level: 'green', ways: whatWouldTurn(forceDefault, facts, 'green') },
  } as unknown as Why
  const words = wordsOf(boardPaper({ ...input, reds: [why] }))
  expect(words).toContain('1: Hold a surgery')
  expect(words).toContain('Red because 20 days past 31 October 2026 and still in progress.')
  expect(words).toContain('The rule: Red when it is past its deadline.')
  expect(words.join(' ')).toMatch(
    /What would turn it green: a deadline that has not passed \(now 20 days past\)/,
  )
  expect(wordsOf(boardPaper(input))).toContain('Nothing was ever said of it.')
})

test('levels that changed, turn, and stand over time are listed with their words and shapes', () => {
  const input = inputOf([['red', 'green']])
  const earlier = input.rows.map((row) => rated(row, 'green'))
  const turning = [
    {
      ...{ on: '2026-12-01', id: 'a', address: 'quays/2', ref: '2', text: 'Hold a surgery', owners: [] },
      ...{ was: shown('green'), becomes: shown('red'), rule: 'late' },
      because: [{ fact: 'daysPastDeadline', is: 'more', than: 0, value: 1, met: true }],
    },
  ] as Turning[]
  const trends: Trends = {
    by: 'computed',
    levels: [shown('red'), shown('green')],
    points: [
      { on: '2026-11-20', forecast: false, actions: 2, counts: { red: 1, green: 1 } },
      { on: '2026-12-01', forecast: true, actions: 2, counts: { red: 2 } },
    ],
  }
  const paper = boardPaper({
    ...input,
    earlier: { on: '2026-09-01', rows: earlier, comparison: nothing },
    turning: { until: '2027-02-28', rows: turning },
    trends,
  })
  const cells = (caption: RegExp) => tableNamed(paper, caption).rows.map((row) => row.cells.map(plain))
  expect(cells(/Levels by the rules that changed/)).toEqual([['1', 'Hold a surgery', 'Green', 'Red']])
  expect(cells(/Levels that turn by/)).toEqual([
    ['1 Dec 2026', '2', 'Hold a surgery', 'Green', 'Red', '1 day past 30 November 2026'],
  ])
  expect(cells(/over time/)).toEqual([
    ['20 Nov 2026', '1', '1', '2'],
    ['1 Dec 2026 (forecast)', '2', '0', '2'],
  ])
  expect(cells(/Actions by level by the rules$/)).toEqual([
    ['Red', '1', '0', '+1'],
    ['Green', '1', '2', '−1'],
  ])
  expect(tableNamed(paper, /Actions by level by the rules$/).totals).toEqual(['All actions', '2', '2', '0'])
  const charts = blocksOf(paper).flatMap((block) => (block.is === 'chart' ? [block.alt] : []))
  expect(charts).toEqual([
    'A bar for each date, divided by level. 20 Nov 2026: 1 Red, 1 Green; 1 Sep 2026: 2 Green.',
    'A bar for each date, divided by level. 20 Nov 2026: 1 Red, 1 Green; 1 Dec 2026 (forecast): 2 Red.',
  ])
})

test('a chart over many days has the day of the paper and few bars', () => {
  const points = Array.from({ length: 200 }, (_, at) => ({
    on: `2026-${String(1 + Math.floor(at / 28)).padStart(2, '0')}-${String(1 + (at % 28)).padStart(2, '0')}`,
    forecast: at > 150,
    actions: 1,
    counts: { red: 1 },
  }))
  const paper = boardPaper(inputOf([['red']], { trends: { by: 'computed', levels: [shown('red')], points } }))
  const chart = blocksOf(paper).findLast((block) => block.is === 'chart')
  const labels = chart?.is === 'chart' ? chart.bars.map(({ label }) => label) : []
  expect(labels.length).toBeLessThanOrEqual(13)
  expect(
    labels.some((label, at) => !label.includes('forecast') && labels[at + 1]?.includes('forecast')),
  ).toBe(true)
  expect(labels).toContain('11 Jun 2026')
})

test('totals of the appendices are those of their rows, by section and by level', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.constantFrom(...levelCodes, 'complete'), { minLength: 1, maxLength: 9 }), {
        minLength: 1,
        maxLength: 4,
      }),
      (levels) => {
        const paper = boardPaper(inputOf(levels))
        const { columns, rows, totals } = tableNamed(paper, /Actions by section/)
        expect(rows.map(({ cells }) => cells.at(-1))).toEqual(levels.map(({ length }) => String(length)))
        expect(totals?.at(-1)).toBe(String(levels.flat().length))
        const counted = columns.slice(1, -1).map(({ title }, at) => [title, totals?.[at + 1]])
        const words = levels.flat().map((level) => shown(level).word)
        const expected = [...new Set(words)].map((word) => [
          word,
          String(words.filter((each) => each === word).length),
        ])
        expect(counted.toSorted()).toEqual(expected.toSorted())
      },
    ),
    { numRuns: 60 },
  )
})

test('a paper of any plan has whole rows, a table after each chart, and every action once in its appendix', () => {
  fc.assert(
    fc.property(someSections, (sections) => {
      const { plan, rows } = planOf(sections)
      const paper = boardPaper({
        ...inputOf([]),
        plan: { ...plan, ragRules: null, computed: { levels: [], none: 0 } },
        rows,
      })
      const blocks = blocksOf(paper)
      for (const [at, block] of blocks.entries()) {
        if (block.is === 'chart') expect(blocks[at + 1]?.is).toBe('table')
        if (block.is !== 'table') continue
        for (const { cells } of [...block.rows, ...(block.totals === null ? [] : [{ cells: block.totals }])])
          expect(cells).toHaveLength(block.columns.length)
      }
      const texts = blocks.flatMap((block) =>
        block.is === 'table' && block.columns.some(({ title }) => title === 'Owners')
          ? block.rows.map(({ cells }) => cells[1])
          : [],
      )
      expect(texts).toEqual(rows.map(({ text }) => text))
      expect(JSON.stringify(paper)).not.toMatch(/undefined|NaN|\[object/)
    }),
    { numRuns: 30 },
  )
})
