import { within } from './limits.ts'
import type { Span } from './source.ts'

/**
 * Reads a cell's text with the HTML that some programs leave in it: tags become separate pieces outside all
 * values, block tags and `<br>` are line breaks, list tags produce `items`. `add` adds one run of text and
 * returns its index; `struck` runs are struck out next to others and not part of the cell's text. Text
 * without tags is one piece.
 */
export function markedCell(
  text: string,
  add: (run: string, struck: boolean) => number,
): { text: string; pieces: number[]; items: Span[] } {
  within('cell', text.length)
  // The common case: plain text.
  if (!/[<&]/.test(text))
    return /\S/.test(text)
      ? { text: tidy(text), pieces: [add(text.trim(), false)], items: [] }
      : { text: '', pieces: [], items: [] }
  const pieces: number[] = []
  const items: { text: string; pieces: number[] }[] = []
  let whole = ''
  let depth = 0
  const runs = text.split(tags)
  const strikes = unstruck(runs).length > 0
  for (const run of runs) {
    if (!/\S/.test(run)) {
      whole += run === '' ? '' : ' '
      continue
    }
    const named = /^<\/?([a-z0-9]+)/i.exec(run)
    const isMark = named !== null && isTag(run)
    const name = (named?.[1] ?? '').toLowerCase()
    const index = add(run.trim(), !isMark && strikes && depth > 0)
    if (isMark) {
      if (struckOut.test(name)) depth = Math.max(0, depth + (run.startsWith('</') ? -1 : 1))
      if (breaks.has(name)) whole += '\n'
      if (/^(?:li|ul|ol)$/.test(name) && !run.startsWith('</')) items.push({ text: '', pieces: [] })
      continue
    }
    if (strikes && depth > 0) continue
    const said = decode(run)
    pieces.push(index)
    whole += said
    const item = items.at(-1)
    if (item) {
      item.text += said
      item.pieces.push(index)
    }
  }
  const nonEmpty = items
    .map((item) => ({ ...item, text: tidy(item.text) }))
    .filter((item) => item.text !== '')
  return { text: tidy(whole), pieces, items: nonEmpty.length > 1 ? nonEmpty : [] }
}

/**
 * The text as it is written in a cell so that `markedCell` reads the same: where it has what would be taken for a tag or
 * a character reference, its signs are references. Any other text stays as it is.
 */
export const withoutMarks = (text: string): string =>
  tags.test(text) || decode(text) !== text
    ? text.replace(/[&<]/g, (sign) => (sign === '&' ? '&amp;' : '&lt;'))
    : text

/** The runs of text that are not struck out. */
function unstruck(runs: readonly string[]): string[] {
  let depth = 0
  return runs.filter((run) => {
    const [, end = '', name = ''] = /^<(\/?)([a-z0-9]+)/i.exec(run) ?? []
    if (name === '' || !isTag(run)) return depth === 0 && /\S/.test(run)
    if (struckOut.test(name)) depth = Math.max(0, depth + (end === '/' ? -1 : 1))
    return false
  })
}

const struckOut = /^(?:s|strike|del)$/i
const names =
  'a|abbr|b|blockquote|br|del|div|em|font|h[1-6]|hr|i|img|ins|li|ol|p|s|small|span|strike|strong|sub|sup|u|ul'
const tags = new RegExp(`(</?(?:${names})(?:\\s[^<>]*)?/?>)`, 'i')
const tag = new RegExp(`^${tags.source}$`, 'i')
const isTag = (run: string): boolean => tag.test(run.trim())
const breaks = new Set([
  'blockquote',
  'br',
  'div',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'hr',
  'li',
  'ol',
  'p',
  'ul',
])

/** Folds white space but not line breaks. */
const tidy = (text: string): string => (text.includes('\n') ? tidyLines(text) : foldRun(text))

const foldRun = (text: string): string => (manySpaces.test(text) ? text.replace(/\s+/g, ' ') : text).trim()
const manySpaces = /\s\s|[^\S ]/

const tidyLines = (text: string): string =>
  text
    .split('\n')
    .map(foldRun)
    .filter((line) => line !== '')
    .join('\n')

const entities: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  rsquo: '’',
  lsquo: '‘',
  pound: '£',
  bull: '•',
  hellip: '…',
}

function decode(text: string): string {
  return text.replace(
    /&(?:#(\d{1,6})|#x([0-9a-f]{1,5})|([a-z]{2,6}));/gi,
    (all, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return entities[name.toLowerCase()] ?? all
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
      return code > 31 && code < 0x110000 && !(code >= 0xd800 && code < 0xe000)
        ? String.fromCodePoint(code)
        : all
    },
  )
}
