import { expect, test } from 'vitest'
import { draftOf, fixtureText } from '../fixture.ts'
import { publishDraft } from '../published.ts'
import { readDocument, readSource } from '../read.ts'
import { htmlSource } from '../source/html.ts'

const reading = publishDraft(draftOf(fixtureText('board-report.txt'), 'board-report.txt'))

test('a table of figures is read with its title, totals and dates, and no paragraph becomes an action', () => {
  expect(reading.plans).toEqual([])
  expect(reading.tables[0]).toMatchObject({
    title: 'Current Farm Watch schemes and 2025 target',
    measure: 'farm-watch-schemes',
    rows: [
      { label: 'UV', values: { current: 12, target: 20, required: 8 } },
      { label: 'LV', values: { current: 9, target: 10, required: 1 } },
      { label: 'HB', values: { current: 3, target: 10, required: 6 } },
    ],
    totals: { current: 25, target: 40, required: 15 },
    computedTotals: { current: 24, target: 40, required: 15 },
    readingDate: '2024-11-12',
    targetDate: '2025-04-30',
  })
})

test('money and percentages have their units', () => {
  expect(reading.tables[1]?.columns.map((c) => [c.key, c.unit])).toEqual([
    ['budget', 'gbp'],
    ['spent', 'gbp'],
    ['outstanding', 'gbp'],
    ['percentSpent', 'percent'],
  ])
  expect(reading.tables[1]?.rows.find(({ label }) => label === 'LV')?.values).toEqual({
    budget: 9000,
    spent: 3000,
    outstanding: 6000,
    percentSpent: 33,
  })
})

test('inconsistent figures are found, and nothing else', () => {
  const { findings } = reading
  expect(
    findings
      .filter((f) => f.code !== 'stray-row')
      .map((f) => [f.code, f.row ?? null, f.args.written, f.args.computed]),
  ).toEqual([
    ['percentage-text-mismatch', null, 61, 41.9],
    ['total-mismatch', 'HB', 10, 9],
    ['total-mismatch', 'Total', 25, 24],
    ['percentage-mismatch', 'HB', 44, 41.3],
  ])
  expect(findings.filter((f) => f.code === 'stray-row').map((f) => f.args.said)).toEqual(['7'])
})

test('a month in a heading is the last such month before the report', () => {
  const text = (month: string) =>
    `12th March 2024\n\nAppendix 1: Cadets\n\nArea\tCadets ${month}\tScouts ${month}\nUV\t3\t4\nLV\t5\t6\n`
  expect(publishDraft(draftOf(text('Sept'))).tables[0]?.readingDate).toBe('2023-09')
  expect(publishDraft(draftOf(text('Feb'))).tables[0]?.readingDate).toBe('2024-02')
})

test('a heading over several columns belongs to each, text next to the labels is part of them, a text column is not a figure column', () => {
  const html =
    '<h2>Schemes by ward</h2><table><tr><th rowspan="2">Area</th><th rowspan="2">Ward</th><th colspan="2">Watch</th><th rowspan="2">Total</th><th rowspan="2">Notes</th></tr><tr><th>Street</th><th>Farm</th></tr>' +
    '<tr><td>North</td><td>Mill</td><td>10</td><td>4</td><td>14</td><td>steady</td></tr><tr><td>North</td><td>Quay</td><td>8</td><td>-</td><td>8</td><td></td></tr>' +
    '<tr><td>South</td><td>Hill</td><td>3</td><td>3</td><td>7</td><td>new</td></tr></table>'
  const read = readSource(htmlSource('report.html', html))
  expect(read.ok && publishDraft(read.value)).toMatchObject({
    tables: [
      {
        title: 'Schemes by ward',
        rows: [
          { label: 'North, Mill', values: { total: 14 } },
          { label: 'North, Quay', values: { total: 8 } },
          { label: 'South, Hill', values: { total: 7 } },
        ],
        columns: [{ heading: 'Watch Street' }, { heading: 'Watch Farm' }, { heading: 'Total' }],
      },
    ],
    findings: [{ code: 'total-mismatch', row: 'South, Hill', args: { written: 7, computed: 6 } }],
  })
})

test('a target that has been exceeded requires nothing more', () => {
  const text =
    'Appendix 1: Watch\n\nArea\tCurrent\tTarget\tRequired\nUV\t12\t10\t0\nLV\t9\t10\t1\nHB\t3\t10\t8\n'
  expect(publishDraft(draftOf(text)).findings.map((f) => [f.code, f.row])).toEqual([['total-mismatch', 'HB']])
})

test('a table names itself in its first line, has months for headings and figures in thousands of pounds', async () => {
  const draft = await readDocument(
    'grants.csv',
    new TextEncoder().encode(
      'Appendix A: Grants by area,,,\nArea,Mar-29,Mar-30,Left (£k)\nNorth & East,"1,200","1,350",150\nMid Vale,800,760,1.5\n,,,\nTotal,"2,000","2,110",151.5\n',
    ),
  )
  expect(draft.ok && publishDraft(draft.value).tables[0]).toMatchObject({
    title: 'Grants by area',
    rows: [
      { label: 'North & East', values: { mar29: 1200, mar30: 1350, left: 150_000 } },
      { label: 'Mid Vale', values: { mar29: 800, mar30: 760, left: 1_500 } },
    ],
    totals: { mar29: 2000, mar30: 2110, left: 151_500 },
  })
})

test('a last column for the whole force is the sum of its areas', () => {
  const draft = draftOf(
    'Measure\tNorth\tSouth\tEast\tForce\nWatches\t12\t8\t5\t25\nCadets\t30\t40\t20\t95\nMembers\t120\t80\t60\t260\n',
  )
  expect(draft.findings).toMatchObject([{ code: 'total-mismatch', args: { row: 'Cadets', computed: 90 } }])
})
