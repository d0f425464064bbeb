import type { Instant, IsoDate } from '@beatbook/domain'
import { markOf } from '@beatbook/domain/english'
import { type Cell, type OutPlan, wordsOfCell } from '../document.ts'
import { footOf } from './board.ts'
import { countedParts, type Paper, type PaperCell, type PaperTemplate, type UncountedBlock } from './paper.ts'

/** What a plan as a table is made from. */
export interface TablePaperInput {
  readonly out: OutPlan
  readonly template: PaperTemplate
  readonly marking: string | null
  readonly asAt: IsoDate
  readonly knownAt: Instant | null
  readonly made: Instant
}

/** A plan as the table it came from: a table for each section, on pages on their side. Pure; errors: none. */
export const tablePaper = ({ out, template, marking, asAt, knownAt, made }: TablePaperInput): Paper => {
  const cellsAt = (at: number) =>
    out.sections.flatMap(({ rows }) => rows.map(({ cells }) => cells[at] ?? null))
  const columns = out.columns.map(({ title }, at) => ({ title, share: shareOf(title, cellsAt(at)) }))
  const blocks = out.sections.flatMap(({ title, rows }): UncountedBlock[] => [
    ...(title === null ? [] : [{ is: 'heading' as const, level: 1 as const, words: title }]),
    {
      is: 'table',
      caption: null,
      columns,
      rows: rows.map(({ cells, withdrawn }) => ({ cells: cells.map(cellOf), struck: withdrawn })),
      totals: null,
    },
  ])
  return {
    title: out.title,
    author: null,
    force: template.force,
    crest: template.crest,
    accent: template.accent,
    marking,
    foot: footOf(asAt, knownAt),
    asAt,
    made,
    particulars: out.facts,
    parts: countedParts([
      {
        landscape: true,
        blocks:
          blocks.length === 0
            ? [{ is: 'paragraph', number: null, words: 'The plan has no actions on this day.' }]
            : blocks,
      },
    ]),
  }
}

const cellOf = (cell: Cell): PaperCell =>
  cell !== null && 'level' in cell
    ? { level: cell.level, shape: markOf(cell.level).shape, word: cell.words }
    : wordsOfCell(cell)

/**
 * A column is as wide as its words ask for, in characters: its longest word fits, and a long text has more of the page
 * than short codes.
 */
const shareOf = (title: string, cells: readonly Cell[]): number => {
  const texts = cells.map(
    (cell) => `${cell !== null && 'level' in cell ? '■\u00a0' : ''}${wordsOfCell(cell)}`,
  )
  const longest = [title, ...texts]
    .flatMap((text) => text.split(/[ \t\n]/))
    .reduce((most, { length }) => Math.max(most, length), 0)
  const mean = texts.reduce((sum, text) => sum + text.length, 0) / Math.max(1, texts.length)
  return Math.min(50, Math.max(Math.min(longest, LONG_WORD) + 2, mean / 2))
}

/** Longer words are broken. */
const LONG_WORD = 15
