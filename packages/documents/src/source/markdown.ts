import { type Flow, noteDeleted, type Style, startFlow } from './flow.ts'
import { readHtml } from './html.ts'
import { within } from './limits.ts'
import { plainInline } from './markdown-inline.ts'
import type { Source } from './source.ts'

/**
 * Markdown (CommonMark with tables, footnotes and front matter). A block's text is the displayed text; its
 * pieces contain the raw lines with all marks. Front matter, link definitions, fences and rules are asides.
 */
export const markdownSource = (name: string, text: string): Source => {
  const flow = startFlow()
  const lines = text.split(/\r\n|\r|\n/)
  const page: Page = {
    labels: new Set(lines.flatMap((line) => definitionLabel.exec(line)?.[1]?.toLowerCase() ?? [])),
    neverClosed: new Set(),
  }
  for (let at = 0; at < lines.length; )
    at =
      blockReaders.reduce<number | null>((next, read) => next ?? read(flow, lines, at, page), null) ?? at + 1
  flow.end(paragraph)
  return { name, format: 'markdown', pieces: flow.pieces, blocks: flow.blocks, notes: flow.notes }
}

/**
 * Reads the block that begins at line `at` (from 0) and returns the next line, or `null` if it is another
 * kind of block.
 */
type BlockReader = (flow: Flow, lines: readonly string[], at: number, page: Page) => number | null

/**
 * What is known of the complete text: the labels of its link definitions, and the tags that are not closed on
 * any later line.
 */
interface Page {
  readonly labels: ReadonlySet<string>
  readonly neverClosed: Set<string>
}

const paragraph: Style = { kind: 'paragraph' }
const definitionLabel = /^ {0,3}\[([^\]^][^\]]*)\]:\s*\S+/
const rule = /^ {0,3}([-*_])(?:\s*\1){2,}\s*$/
const atx = /^ {0,3}(#{1,6})(?:\s+(.*))?$/s
const listItem = /^(\s*)([-*+•]|\d{1,9}[.)])(?:\s+(.*)|)$/
const fence = /^\s{0,3}(`{3,}|~{3,})/
const delimiterCell = /^\s*:?-+:?\s*$/
const htmlBlock =
  /^ {0,3}<\/?(?:table|thead|tbody|tr|td|th|ul|ol|li|div|p|h[1-6]|section|article|details|summary|dl|dt|dd|blockquote|center|figure|script|style|pre|hr|nav|header|footer|main)\b/i

const frontMatter: BlockReader = (flow, lines, at) => {
  if (at !== 0 || !/^---\s*$/.test(lines[0] ?? '')) return null
  const end = lines.findIndex((line, index) => index > 0 && /^(?:---|\.\.\.)\s*$/.test(line))
  if (end < 0 || !lines.slice(1, end).some((line) => /^[\w-]+\s*:/.test(line))) return null
  for (let line = 0; line <= end; line++) flow.aside('front matter', lines[line] ?? '', line + 1)
  return end + 1
}

const blank: BlockReader = (_flow, lines, at) => ((lines[at] ?? '').trim() === '' ? at + 1 : null)

const fenced: BlockReader = (flow, lines, at) => {
  const mark = fence.exec(lines[at] ?? '')?.[1]
  if (!mark) return null
  flow.aside('markup', lines[at] ?? '', at + 1)
  let next = at + 1
  for (; next < lines.length; next++) {
    const line = lines[next] ?? ''
    if (line.trim().startsWith(mark) && line.trim().replaceAll(mark[0] ?? '', '') === '') {
      flow.aside('markup', line, next + 1)
      return next + 1
    }
    flow.addText(line, next + 1)
    flow.end(paragraph)
  }
  return next
}

const heading: BlockReader = (flow, lines, at, { labels }) => {
  const [, marks = '', rest = ''] = atx.exec(lines[at] ?? '') ?? []
  if (marks === '') return null
  const text = withoutMarks(rest)
  const { text: words, struck } = plainInline(text, labels)
  flow.addText(lines[at] ?? '', at + 1, words)
  endMarked(flow, { kind: 'heading', level: marks.length }, struck)
  return at + 1
}

const ruler: BlockReader = (flow, lines, at) => {
  if (!rule.test(lines[at] ?? '')) return null
  flow.aside('markup', lines[at] ?? '', at + 1)
  flow.blocks.push({ kind: 'break', page: false })
  return at + 1
}

const definition: BlockReader = (flow, lines, at) => {
  const line = lines[at] ?? ''
  const note = /^ {0,3}\[\^[^\]]+\]:\s*(.*)$/.exec(line)
  if (!note && !/^ {0,3}\[[^\]]+\]:\s*\S+/.test(line)) return null
  flow.aside(note ? 'note' : 'markup', line, at + 1)
  let next = at + 1
  for (; note && /^(?: {2,}|\t)\S/.test(lines[next] ?? ''); next++)
    flow.aside('note', lines[next] ?? '', next + 1)
  return next
}

/** Ends at the next blank line; a table or list ends at its end tag, even after blank lines. */
const markup: BlockReader = (flow, lines, at, { neverClosed }) => {
  const line = lines[at] ?? ''
  const comment = /^ {0,3}<!--/.test(line)
  if (!comment && !htmlBlock.test(line)) return null
  const name = /<(\w+)/.exec(line)?.[1]?.toLowerCase() ?? ''
  const close = comment
    ? /-->/
    : ['table', 'ul', 'ol', 'div', 'section', 'details', 'script', 'style', 'pre'].includes(name)
      ? new RegExp(`</${name}\\s*>`, 'i')
      : null
  let closed = close === null || neverClosed.has(close.source) ? lines.length : at
  while (closed < lines.length && !close?.test(lines[closed] ?? '')) closed++
  if (close && closed === lines.length) neverClosed.add(close.source)
  let end = at
  if (closed < lines.length) end = closed
  else while (end + 1 < lines.length && (lines[end + 1] ?? '').trim() !== '') end++
  readHtml(flow, lines.slice(at, end + 1).join('\n'), at + 1)
  return end + 1
}

/** A heading's text without closing marks. */
function withoutMarks(rest: string): string {
  const words = rest.trimEnd()
  const open = words.search(/#*$/)
  return open === 0 || (open < words.length && /\s/.test(words[open - 1] ?? ''))
    ? words.slice(0, open).trimEnd()
    : words
}

/** The cells of a table's line; a bar after a backslash or inside code is an ordinary character. */
const cellsOf = (line: string): string[] => {
  const words = line.trim()
  const cells: string[] = []
  let from = 0
  const lastTick = words.lastIndexOf('`')
  for (let at = 0; at < words.length; at++) {
    if (words[at] === '\\') at++
    else if (words[at] === '`' && at < lastTick) at = words.indexOf('`', at + 1)
    else if (words[at] === '|') {
      cells.push(words.slice(from, at))
      from = at + 1
      within('columns', cells.length)
    }
  }
  if (from < words.length) cells.push(words.slice(from))
  return words.startsWith('|') ? cells.slice(1) : cells
}

const table: BlockReader = (flow, lines, at, { labels }) => {
  const rules = cellsOf(lines[at + 1] ?? '')
  if (
    !(lines[at] ?? '').includes('|') ||
    !(lines[at + 1] ?? '').includes('|') ||
    !rules.every((cell) => delimiterCell.test(cell)) ||
    rules.length === 0
  )
    return null
  flow.openTable()
  let next = at
  for (; next < lines.length && (next < at + 2 || (lines[next] ?? '').includes('|')); next++) {
    if (next === at + 1) flow.aside('markup', (lines[next] ?? '').trim(), next + 1)
    else tableRow(flow, lines[next] ?? '', next + 1, next === at, labels)
  }
  flow.closeTable()
  return next
}

const tableRow = (
  flow: Flow,
  line: string,
  number: number,
  header: boolean,
  labels: ReadonlySet<string>,
): void => {
  flow.openRow(header, false)
  for (const cell of cellsOf(line)) {
    flow.openCell(1, 1)
    const items = /<li\b/i.test(cell) ? cell.split(/(?=<li\b|<\/[uo]l)/i) : [cell]
    for (const item of items) {
      const { text, struck } = plainInline(item, labels)
      flow.addText(item, number, text)
      endMarked(flow, /^<li\b/i.test(item) ? { kind: 'item', depth: 0, marker: '•' } : paragraph, struck)
    }
    flow.closeCell()
  }
  flow.closeRow()
}

const item: BlockReader = (flow, lines, at, { labels }) => {
  const [, indent = '', marker = '', text = ''] = listItem.exec(lines[at] ?? '') ?? []
  if (marker === '') return null
  const { next, struck } = addLines(flow, lines, at, text, labels)
  const depth = Math.floor(indent.replaceAll('\t', '    ').length / 2)
  endMarked(flow, { kind: 'item', depth, marker: /\d/.test(marker) ? marker : '•' }, struck)
  return next
}

const prose: BlockReader = (flow, lines, at, { labels }) => {
  const { next, struck } = addLines(flow, lines, at, (lines[at] ?? '').replace(/^\s*(?:>\s?)+/, ''), labels)
  const underline = /^ {0,3}(=+|-+)\s*$/.exec(lines[next] ?? '')?.[1]
  if (underline && next > at) {
    flow.end({ kind: 'heading', level: underline.startsWith('=') ? 1 : 2 })
    flow.aside('markup', lines[next] ?? '', next + 1)
    return next + 1
  }
  endMarked(flow, paragraph, struck)
  return next
}

/** Adds the line at `at`, of which `first` is read, and its continuation lines; returns the next line. */
const addLines = (
  flow: Flow,
  lines: readonly string[],
  at: number,
  first: string,
  labels: ReadonlySet<string>,
): { next: number; struck: string } => {
  const read = [first]
  let next = at + 1
  while (next < lines.length && carriesOn(lines, next))
    read.push((lines[next++] ?? '').replace(/^\s*(?:>\s?)+/, ''))
  const { text, struck } = plainInline(read.join('\n'), labels)
  flow.addText(lines[at] ?? '', at + 1, text)
  for (let line = at + 1; line < next; line++) flow.addText(`\n${lines[line] ?? ''}`, line + 1, '')
  return { next, struck }
}

/** Ends a block from which `struck` was omitted; its piece still has the raw text. */
const endMarked = (flow: Flow, style: Style, struck: string): void => {
  flow.end(style)
  if (struck !== '') flow.notes.push(noteDeleted(struck, [flow.pieces.length - 1]))
}

const carriesOn = (lines: readonly string[], at: number): boolean => {
  const line = lines[at] ?? ''
  if (
    line.trim() === '' ||
    atx.test(line) ||
    rule.test(line) ||
    /^ {0,3}=+\s*$/.test(line) ||
    /^ {0,3}-+\s*$/.test(line) ||
    fence.test(line) ||
    htmlBlock.test(line)
  )
    return false
  if (/^\s*>/.test(line) && !/^\s*>/.test(lines[at - 1] ?? '')) return false
  if (listItem.test(line) || /^ {0,3}\[[^\]]+\]:/.test(line)) return false
  return !(
    line.includes('|') &&
    cellsOf(lines[at + 1] ?? '').every((cell) => delimiterCell.test(cell)) &&
    (lines[at + 1] ?? '').includes('|')
  )
}

const blockReaders: readonly BlockReader[] = [
  frontMatter,
  blank,
  fenced,
  heading,
  ruler,
  definition,
  markup,
  table,
  item,
  prose,
]
