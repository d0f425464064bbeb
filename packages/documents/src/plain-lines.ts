import { isFurniture } from './furniture.ts'
import { largest } from './lists.ts'

interface Line {
  readonly text: string
  readonly pieces: readonly number[]
}

/** A part of a plain-text paragraph. */
interface Part extends Line {
  readonly kind: 'heading' | 'paragraph' | 'item'
  readonly marker: string
}

/**
 * Splits the lines of a plain-text paragraph that is not a single paragraph: navigation of a web page, dates
 * and periods on separate lines or with an event, numbered lines, headings above their text. `null` where the
 * lines belong together.
 */
export function partLines(lines: readonly Line[]): Part[] | null {
  return (
    navigation(lines) ??
    numbered(lines) ??
    announced(lines) ??
    chronicle(lines) ??
    listed(lines) ??
    dated(lines) ??
    headed(lines)
  )
}

/** True for a line of at most twelve words that begins like a sentence and does not end like one. */
export function readsLikeHeading(line: string): boolean {
  const text = line.trim()
  return (
    text.length <= 100 &&
    text.split(/\s+/).length <= 12 &&
    /^[\p{Lu}\p{N}"“‘'(]/u.test(text) &&
    !/[.;:,?!]["”’']?$/.test(text) &&
    !text.includes('\n')
  )
}

/** True for a line that is a month, quarter, season, day or period and nothing else. */
const isDateLine = (line: string): boolean => dateLine.test(line.trim())

const part = (kind: Part['kind'], lines: readonly Line[], marker = ''): Part => ({
  kind,
  marker,
  text: lines
    .map((line) => line.text)
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim(),
  pieces: lines.flatMap((line) => line.pieces),
})

/** Up to the last line of navigation each line is separate. */
function navigation(lines: readonly Line[]): Part[] | null {
  const last = lines.findLastIndex((line) => isFurniture(line.text))
  if (lines.length < 2 || last < 0) return null
  const rest = lines.slice(last + 1)
  return [
    ...lines.slice(0, last + 1).map((line) => part('paragraph', [line])),
    ...(rest.length > 0 ? (partLines(rest) ?? [part('paragraph', rest)]) : []),
  ]
}

/** "1.1 We will …" begins an item that continues to the next; a single number may belong to a heading. */
function numbered(lines: readonly Line[]): Part[] | null {
  const starts = lines.flatMap((line, i) => (number.test(line.text) ? [i] : []))
  if (starts.length < 2) return null
  const before = lines.slice(0, starts[0])
  const items = starts.map((start, n): Part => {
    const own = lines.slice(start, starts[n + 1] ?? lines.length)
    const [, marker = '', first = ''] = number.exec(own[0]?.text ?? '') ?? []
    return part('item', [{ text: first, pieces: own[0]?.pieces ?? [] }, ...own.slice(1)], marker)
  })
  return [...(before.length > 0 ? (partLines(before) ?? [part('paragraph', before)]) : []), ...items]
}

/** A line that announces a list, below its headings. */
function announced(lines: readonly Line[]): Part[] | null {
  const last = lines.at(-1)
  const above = lines.slice(0, -1)
  if (
    !last ||
    above.length === 0 ||
    above.length > 3 ||
    !/:$/.test(last.text) ||
    !above.every((line) => readsLikeHeading(line.text))
  )
    return null
  return [part('heading', above), part('paragraph', [last])]
}

/**
 * After a line that ends with a colon, lines that each begin a sentence are a list without bullets; other
 * lines continue.
 */
function listed(lines: readonly Line[]): Part[] | null {
  const at = lines.findIndex((line) => /:$/.test(line.text))
  const below = lines.slice(at + 1)
  const starts = below.flatMap((line, i) => (/^\p{Lu}/u.test(line.text) ? [i] : []))
  if (at < 0 || starts.length < 2 || starts[0] !== 0) return null
  const above = lines.slice(0, at + 1)
  return [
    ...(announced(above) ?? [part('paragraph', above)]),
    ...starts.map((start, n) => part('item', below.slice(start, starts[n + 1] ?? below.length))),
  ]
}

/** If one line is a date, all are separate. */
const dated = (lines: readonly Line[]): Part[] | null =>
  lines.length > 1 && lines.some((line) => isDateLine(line.text))
    ? lines.map((line) => part('paragraph', [line]))
    : null

/** "May 2030: the desk opens": lines that begin with a date and an event; each continues to the next. */
function chronicle(lines: readonly Line[]): Part[] | null {
  const starts = lines.flatMap((line, i) => (entry.test(line.text.trim()) ? [i] : []))
  if (starts.length < 2 || (starts[0] ?? 0) > 1) return null
  return [
    ...lines.slice(0, starts[0]).map((line) => part('paragraph', [line])),
    ...starts.map((start, n) => part('paragraph', lines.slice(start, starts[n + 1] ?? lines.length))),
  ]
}

/**
 * A heading directly above its paragraph: a first line that is short compared with the others, which begin a
 * sentence.
 */
function headed(lines: readonly Line[]): Part[] | null {
  const [first, ...others] = lines
  const longest = largest(others, (line) => line.text.length)
  if (first && others.length > 0 && inspected.test(first.text.trim()))
    return [part('heading', [first]), part('paragraph', others)]
  const whole = longest >= 60 || /[.!?]$/.test(others.at(-1)?.text ?? '')
  if (
    !first ||
    !whole ||
    first.text.length > longest * 0.6 ||
    !/^\p{Lu}/u.test(others[0]?.text ?? '') ||
    !readsLikeHeading(first.text)
  )
    return null
  return [part('heading', [first]), part('paragraph', others)]
}

/** The headings of an inspectorate above its requests. */
const inspected = /^(?:causes? of concern|areas? for improvement)\s*[.:]?$/i

const number = /^(\d+\.\d+(?:\.\d+)*[.)]?)\s+(\p{L}.*)$/su
const month = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?'
const year = "['’]?\\s*(?:20)?\\d\\d(?:\\s?/\\s?(?:20)?\\d\\d)?"
const time = `(?:\\d{1,2}(?:st|nd|rd|th)?\\s+)?(?:(?:early|mid|late|end of)[\\s-]+)?(?:${month}|spring|summer|autumn|winter|q[1-4]|quarter [1-4])\\s*,?\\s*${year}|20\\d\\d(?:\\s?/\\s?\\d\\d)?`
const when = `(?:${time})(?:\\s*(?:-|–|—|to)\\s*(?:${time}))?`
const dateLine = new RegExp(`^${when}$`, 'i')
const entry = new RegExp(`^(?:by\\s+)?${when}\\s*(?::|\\s[–—-])\\s+\\S`, 'i')
