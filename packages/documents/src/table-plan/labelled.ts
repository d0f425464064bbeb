import type { Block, Cell, Row, Source } from '../source/source.ts'
import { headingRole } from './heading.ts'

/**
 * A source whose runs of labelled lines ("Action: …", "Owner: …") are tables of two columns. A run has at least what is to be done
 * and one thing more about it; the pieces stay those of the lines.
 */
export function withLabelledTables(source: Source): Source {
  const blocks: Block[] = []
  let run: Row[] = []
  let held: Block[] = []
  const close = (): void => {
    const roles = new Set(run.flatMap((row) => headingRole(row.cells[0]?.text ?? '')?.role ?? []))
    const plan = roles.has('text') && [...roles].some((role) => role === 'owner' || role === 'timescale' || role === 'level' || role === 'stage')
    blocks.push(...(plan ? [{ kind: 'table', caption: null, sheet: null, rows: run } as const] : held))
    run = []
    held = []
  }
  for (const block of source.blocks) {
    const lines = block.kind === 'paragraph' || block.kind === 'item' ? block.pieces : []
    const first = lines.findIndex((piece) => labelOf(source, piece) !== null)
    if (first === 0 || first === 1) {
      const lead = lines.slice(0, first)
      const title = [block.kind === 'item' ? block.marker : '', ...lead.map((piece) => source.pieces[piece]?.text ?? '')].join(' ').trim()
      if (lead.length > 0) {
        close()
        blocks.push({ kind: 'heading', level: 2, text: title, pieces: lead })
      }
      run.push(...labelledRows(source, lines.slice(first)))
      if (lead.length === 0) held.push(block)
      else held.push({ kind: 'paragraph', text: '', pieces: lines.slice(first) })
    } else if (block.kind !== 'break' || block.page || run.length === 0) {
      close()
      blocks.push(block)
    }
  }
  close()
  return { ...source, blocks }
}

function labelOf(source: Source, piece: number): { label: string; value: string } | null {
  const [, label = '', value = ''] = /^\W{0,3}([\p{L}][^:]{1,40}?)\s*:\s+(\S.*)$/su.exec(source.pieces[piece]?.text ?? '') ?? []
  return label !== '' && (headingRole(label)?.sure ?? 0) >= 2 ? { label, value } : null
}

/** Lines as rows of label and value; a line without a label goes on from the one before. */
function labelledRows(source: Source, pieces: readonly number[]): Row[] {
  const rows: { label: string; value: string; pieces: number[] }[] = []
  for (const piece of pieces) {
    const named = labelOf(source, piece)
    const last = rows.at(-1)
    if (named) rows.push({ ...named, pieces: [piece] })
    else if (last) Object.assign(last, { value: `${last.value} ${source.pieces[piece]?.text ?? ''}`, pieces: [...last.pieces, piece] })
  }
  return rows.map((row) => ({ header: false, hidden: false, cells: [cellOf(row.label, row.pieces.slice(0, 1)), cellOf(row.value, row.pieces)] }))
}

const cellOf = (text: string, pieces: number[]): Cell => ({ text: text.trim(), pieces, items: [], colSpan: 1, rowSpan: 1 })
