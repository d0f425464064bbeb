import { looksLikeHeading, type Passage } from '../passage.ts'
import type { Block, Source } from '../source/source.ts'
import type { FiguresTable } from './figures-table.ts'

export interface TableTitle {
  readonly text: string
  /** "Appendix 3", with which the report's text refers to the table. */
  readonly label: string | null
  readonly pieces: number[]
}

/**
 * The title of a table: its caption, a line "Appendix 1: …" or "Table 2 – …" shortly before it, its own first
 * line (`own`), the heading above it, its sheet, or the document's name.
 */
export function titleOf(
  source: Source,
  at: number,
  block: Extract<Block, { kind: 'table' }>,
  own: FiguresTable['title'],
): TableTitle {
  const before = source.blocks.slice(Math.max(0, at - 6), at).toReversed()
  const table = before.findIndex((b) => b.kind === 'table')
  const near = before
    .slice(0, table < 0 ? before.length : table)
    .filter((b) => b.kind === 'heading' || b.kind === 'paragraph')
  const labelled = near.slice(0, 3).find((b) => labels.test(b.text))
  const said =
    block.caption ??
    labelled ??
    own ??
    near
      .slice(0, 2)
      .find((b) => looksLikeHeading({ ...b, level: 0, marker: '', block: 0 } satisfies Passage)) ??
    null
  if (!said)
    return {
      text: block.sheet ?? (source.name.split(/[\\/]/).at(-1) ?? '').replace(/\.[a-z0-9]{1,5}$/i, ''),
      label: null,
      pieces: [],
    }
  const [, label = null, text = said.text] = labels.exec(said.text) ?? []
  return { text: text.trim(), label, pieces: [...said.pieces] }
}

const labels = /^\s*((?:appendix|annex|table|schedule|figure)\s+(?:\d+(?:\.\d+)*|[a-z]))\s*[:.–-]\s*(\S.*)$/i
