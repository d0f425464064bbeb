import { readTimescale } from '@beatbook/domain'
import { readsLikeHeading } from './plain-lines.ts'
import { within } from './source/limits.ts'
import type { Block, Cell, Row, Source } from './source/source.ts'

/**
 * Converts actions that name owner and time in their own text into tables with three columns: list items with
 * a bracket at the end ("Publish the calendar (Inspector North, by Oct 26)") and actions in minutes ("ACTION:
 * … Owner: … By: …"). Requires at least two, and most items of a list.
 */
export function listedActions(source: Source): Source {
  const blocks = runsOf(source.blocks.flatMap((block) => linesOf(source, block))).flatMap(
    (run) => tableOf(run) ?? run,
  )
  const made = blocks.reduce(
    (count, block) =>
      count + (block.kind === 'table' && block.rows[0] === headings ? block.rows.length - 1 : 0),
    0,
  )
  return made < 2 ? source : { ...source, blocks }
}

type Words = Extract<Block, { kind: 'item' | 'paragraph' }>

/**
 * Splits a paragraph or numbered item of plain text where a line begins an action; other blocks are
 * unchanged.
 */
function linesOf(source: Source, block: Block): Block[] {
  if (
    (block.kind !== 'paragraph' && block.kind !== 'item') ||
    block.pieces.length < 2 ||
    source.format !== 'text'
  )
    return [block]
  const parts: { text: string; pieces: number[] }[] = []
  for (const piece of block.pieces) {
    const line = source.pieces[piece]?.text.trim() ?? ''
    const last = parts.at(-1)
    if (last && !minuted.test(line)) {
      last.text += ` ${line}`
      last.pieces.push(piece)
    } else parts.push({ text: line, pieces: [piece] })
  }
  const [first, ...actions] = parts.map((part): Words => ({ kind: 'paragraph', ...part }))
  if (!first || !parts.some(({ text }) => minuted.test(text))) return [block]
  return [...(block.kind === 'item' ? titled(source, first) : [first]), ...actions]
}

/** "3. Youth club" above its text: a title. */
function titled(source: Source, { pieces, text }: Words): Block[] {
  const [marker = -1, line = -1, ...others] = pieces
  const title = `${source.pieces[marker]?.text ?? ''} ${source.pieces[line]?.text.trim() ?? ''}`
  if (!readsLikeHeading(title)) return [{ kind: 'paragraph', text, pieces }]
  const rest = others.map((piece) => source.pieces[piece]?.text.trim() ?? '').join(' ')
  return [
    { kind: 'heading', level: 2, text: title, pieces: [marker, line] },
    ...(rest === '' ? [] : [{ kind: 'paragraph' as const, text: rest, pieces: others }]),
  ]
}

/** Groups of adjacent items, or of adjacent paragraphs that begin an action. */
function runsOf(blocks: readonly Block[]): Block[][] {
  const kindOf = (block: Block | undefined): string =>
    block?.kind === 'item' ? 'item' : block?.kind === 'paragraph' && minuted.test(block.text) ? 'action' : ''
  const runs: Block[][] = []
  for (const block of blocks) {
    const last = runs.at(-1)
    if (last && kindOf(block) !== '' && kindOf(last[0]) === kindOf(block)) last.push(block)
    else runs.push([block])
  }
  return runs
}

/** A run of items as a table if most of them name an owner or a time; the others are actions without. */
function tableOf(run: readonly Block[]): Block[] | null {
  const words = run.filter((block): block is Words => block.kind === 'item' || block.kind === 'paragraph')
  let found = 0
  const rows = words.map((block) => {
    const row = bracketed(block) ?? labelled(block)
    if (row) within('rows', ++found)
    return row
  })
  if (found === 0 || found * 2 <= run.length) return null
  const filled = rows.map((row, at) => row ?? rowOf(words[at]?.pieces ?? [], words[at]?.text ?? '', '', ''))
  return [{ kind: 'table', caption: null, sheet: null, rows: [headings, ...filled] }]
}

/** Text, owner and time of an item that ends with a bracket that contains a time. */
function bracketed({ text, pieces }: Words): Row | null {
  const [, words = '', inside = ''] =
    /^(.{8,}?)\s*[([]([^()[\]]{3,120})[)\]]\.?$/s.exec(text.replace(minuted, '')) ?? []
  const parts = inside
    .split(/\s*[;,]\s*/)
    .map((part) => part.replace(/^(?:owner|lead|by when|by|due|deadline)\s*:\s*/i, ''))
  const time = parts.findIndex(isTime)
  const owner = parts.filter((_, at) => at !== time).join('; ')
  return words === '' || time < 0 || !/\p{L}{2}/u.test(owner)
    ? null
    : rowOf(pieces, words, owner, parts[time] ?? '')
}

/** Text, owner and time of a labelled action with a label for at least one of the two. */
function labelled({ text, pieces }: Words): Row | null {
  if (!minuted.test(text)) return null
  const [words = '', ...parts] = text.replace(minuted, '').split(label)
  const said = (wanted: RegExp): string =>
    trimmed(parts.find((_, at) => at % 2 === 1 && wanted.test(parts[at - 1] ?? '')) ?? '')
  const [owner, time] = [
    said(/owner|lead|whom|who|responsible/i),
    said(/^(?:by|by when|when|due|due by|due date|deadline|target date|timescale)$/i),
  ]
  return trimmed(words) === '' || (owner === '' && time === '')
    ? null
    : rowOf(pieces, words.trim(), owner, time)
}

const minuted = /^\W{0,3}(?:ACTION|Action)(?:\s+(?:point\s+)?\d{1,3})?\s*:\s*/
const label =
  /[\s([]{1,9}((?:action )?owners?|lead(?: officer)?|by whom|who|responsible|by when|by|when|due(?: by| date)?|deadline|target date|timescale)\s*:\s*/i
const trimmed = (said: string): string => said.trim().replace(/(?<![.,;)\]\s])[.,;)\]\s]+$/, '')
const isTime = (said: string): boolean => !['none', 'unknown'].includes(readTimescale(said).timescale.kind)

const cellOf = (text: string, pieces: readonly number[]): Cell => ({
  text,
  pieces: text === '' ? [] : [...pieces],
  items: [],
  colSpan: 1,
  rowSpan: 1,
})
const rowOf = (pieces: readonly number[], ...texts: [words: string, owner: string, time: string]): Row => ({
  // The list mark prevents a row with text only from being read as a continuation of the row above.
  cells: [cellOf('•', []), ...texts.map((text) => cellOf(text, pieces))],
  header: false,
  hidden: false,
})
const headings: Row = {
  cells: ['Ref', 'Action', 'Owner', 'Timescale'].map((text) => cellOf(text, [])),
  header: true,
  hidden: false,
}
