import type { DraftTable, Finding } from '@beatbook/domain'
import { type Passage, passagesOf } from '../passage.ts'
import { blockPieces, ignoring, type Reading, type Shape, type ShapeContext } from '../shape.ts'
import type { Source } from '../source/source.ts'
import { statedDate } from '../stated-date.ts'
import { computedTotals, contradictions, overallPercentage } from './checks.ts'
import { columnKeys } from './column-key.ts'
import { readingDate, targetDate } from './dates.ts'
import { type FiguresTable, figuresTable } from './figures-table.ts'
import { percentageInWords } from './percentage-in-words.ts'
import { titleOf } from './title.ts'

/**
 * Reports with tables of figures by area: the figures, their totals and dates, and inconsistencies.
 * Paragraphs of a report are not actions.
 */
export const report: Shape = {
  name: 'report',
  read(source, context) {
    const passages = passagesOf(source)
    const stated = statedDate(passages.slice(0, 40).map((p) => p.text))
    const readings = source.blocks.flatMap((block, i) => {
      if (block.kind !== 'table' || blockPieces(block).some(context.taken)) return []
      const figures = figuresTable(block)
      return figures
        ? [readTable(source, context, { figures, block, at: i, stated: stated?.on ?? null, passages })]
        : []
    })
    if (readings.length === 0) return null
    return {
      plans: [],
      tables: readings.map((r) => r.table),
      areas: [],
      findings: readings.flatMap((r) => r.findings),
      ignored: readings.flatMap((r) => r.ignored),
    }
  },
}

interface Found {
  readonly figures: FiguresTable
  readonly block: Extract<Source['blocks'][number], { kind: 'table' }>
  readonly at: number
  readonly stated: string | null
  readonly passages: readonly Passage[]
}

function readTable(
  source: Source,
  context: ShapeContext,
  { figures, block, at, stated, passages }: Found,
): { table: DraftTable; findings: Finding[]; ignored: Reading['ignored'] } {
  const key = context.key('table')
  const keys = columnKeys(figures)
  const title = titleOf(source, at, block, figures.title)
  const byKey = (row: FiguresTable['rows'][number]) =>
    Object.fromEntries(keys.map((k, i) => [k, row.figures[i]?.value ?? null]))
  const table: DraftTable = {
    key,
    title: title.text,
    labelHeading: figures.labelHeading,
    columns: figures.columns.map(({ heading, unit }, i) => ({ key: keys[i] ?? '', heading, unit })),
    rows: figures.rows.map((row) => ({ label: row.label, values: byKey(row), from: row.pieces })),
    totals: figures.totals ? byKey(figures.totals) : null,
    computedTotals: computedTotals(figures, keys),
    readingDate: readingDate(title.text, figures, stated),
    targetDate: targetDate(title.text, figures),
    from: [
      ...new Set([...title.pieces, ...(figures.title?.pieces ?? [])]),
      ...figures.pieces,
      ...(figures.totals?.pieces ?? []),
    ],
  }
  const findings = [
    ...contradictions(figures, keys).map(({ code, row, column, written, computed, pieces }) =>
      context.finding(code, { args: { row, column, written, computed }, table: key, pieces }),
    ),
    ...figures.stray.map(({ text, pieces }) =>
      context.finding('stray-row', { args: { said: text }, table: key, pieces }),
    ),
    ...figures.columns.flatMap(({ heading, unit }, i) => {
      const computed = unit === 'percent' ? overallPercentage(figures, i) : null
      return computed === null
        ? []
        : percentageInWords(passages, figures, { label: title.label, column: heading, computed }).map(
            ({ written, pieces }) =>
              context.finding('percentage-text-mismatch', {
                args: { column: heading, written, computed: Math.round(computed * 10) / 10 },
                table: key,
                pieces,
              }),
          )
    }),
  ]
  // "50 schemes", "Currently 126 schemes": the figures are read, the text around them is not stored.
  const words = [...figures.rows, ...(figures.totals ? [figures.totals] : [])].flatMap((row) =>
    row.pieces.filter(
      (p) =>
        /\p{L}{2,}/u.test(source.pieces[p]?.text ?? '') &&
        !row.label.includes(source.pieces[p]?.text.trim() ?? ''),
    ),
  )
  const stray = figures.stray
    .filter((row) => row.pieces.length > 0)
    .map((row) => ignoring(source, 'not-a-plan', row.pieces))
  return { table, findings, ignored: words.length > 0 ? [...stray, ignoring(source, 'prose', words)] : stray }
}
