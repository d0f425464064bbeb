import { readEntry } from '@beatbook/domain'
import { type Tag, tagsIn } from './tag.ts'

/** A range of the running text, end exclusive. */
export interface Stretch {
  readonly start: number
  readonly end: number
}

/** One entry of the log: a status or a comment, with the date above it. Empty ranges contain no text. */
export interface LogEntry {
  readonly what: 'status' | 'comment'
  readonly date: Stretch | null
  readonly words: Stretch[]
}

/**
 * The fault of a tag: it is never closed, never opened, closes another tag, is misspelt, has no date, or is
 * empty.
 */
export type Problem = 'unclosed' | 'unopened' | 'misnested' | 'misspelt' | 'undated' | 'empty'

export interface BrokenTag extends Stretch {
  readonly tag: Tag['name']
  readonly problem: Problem
}

export interface Markup {
  /** Prose and entries in order; together with the tags they cover the text. */
  readonly parts: (
    | { readonly kind: 'prose'; readonly words: Stretch }
    | { readonly kind: 'entry'; readonly entry: LogEntry }
  )[]
  readonly tags: Tag[]
  readonly broken: BrokenTag[]
}

/**
 * Parses the shortcodes of an inspection log: `[on]DATE [status]…[/status][/on]`, `[comment]…[/comment]`.
 * Tags may be unclosed, unopened, misnested or misspelt: all text is still assigned to a part, and each fault
 * is in `broken`. `startsProse` tells whether a line inside an unclosed comment begins something else (the
 * next recommendation).
 */
export function readMarkup(text: string, startsProse: (line: string) => boolean): Markup {
  const tags = tagsIn(text)
  const parts: Markup['parts'][number][] = []
  const broken: BrokenTag[] = []
  let on: Tag | null = null
  let date: Stretch | null = null
  let said = 0
  let open: { tag: Tag; words: Stretch[] } | null = null

  const fault = (tag: Tag, problem: Problem) =>
    broken.push({ start: tag.start, end: tag.end, tag: tag.name, problem })
  const prose = (words: Stretch) => {
    if (!blank(text, words)) parts.push({ kind: 'prose', words })
  }
  const entry = (what: LogEntry['what'], words: Stretch[]) => {
    said += 1
    parts.push({ kind: 'entry', entry: { what, date, words } })
  }
  /** A date without entries is treated as prose. */
  const dropDate = () => {
    if (date && said === 0) prose(date)
    date = null
    said = 0
  }
  const finish = (whole: boolean) => {
    if (!open) return
    const { tag, words } = open
    open = null
    if (words.length === 0) return
    if (tag.name === 'comment') entry('comment', words)
    else {
      const [status, rest] = whole ? [words, []] : splitStatus(text, words)
      entry('status', status)
      if (rest.length > 0) entry('comment', rest)
    }
  }
  const finishUnclosed = (end: 'inside' | 'outside') => {
    if (!open) return
    const { tag, words } = open
    fault(tag, 'unclosed')
    if (end === 'inside' || tag.name === 'status') return finish(false)
    const cut = words
      .flatMap((w) => lineStarts(text, w))
      .find((line) => line.start > (words[0]?.start ?? 0) && startsProse(text.slice(line.start, line.end)))
    if (!cut) return finish(false)
    const last = words.at(-1)?.end ?? cut.end
    open = {
      tag,
      words: words.flatMap((w) =>
        w.end <= cut.start
          ? [w]
          : w.start < cut.start
            ? [trimmed(text, { start: w.start, end: cut.start })]
            : [],
      ),
    }
    finish(false)
    prose({ start: cut.start, end: last })
    if (on) fault(on, 'unclosed')
    on = null
    dropDate()
  }

  let at = 0
  for (let i = 0; i <= tags.length; i += 1) {
    const tag = tags[i] ?? null
    const words = trimmed(text, { start: at, end: tag ? tag.start : text.length })
    at = tag ? tag.end : text.length
    if (words.start < words.end) {
      if (open) open.words.push(words)
      else if (on && !date && said === 0) {
        const [first, rest] = splitDate(text, words)
        date = first
        if (!first) fault(on, 'undated')
        if (rest && tag && (tag.close || tag.name === 'on')) {
          fault(on, 'misnested')
          const cut = tag.close
            ? undefined
            : lineStarts(text, rest).find((line) => startsProse(text.slice(line.start, line.end)))
          const comment = cut ? trimmed(text, { start: rest.start, end: cut.start }) : rest
          if (comment.start < comment.end) entry(endedAs(tag), [comment])
          if (cut) prose({ start: cut.start, end: rest.end })
        } else if (rest) tag ? entry('comment', [rest]) : prose(rest)
      } else if (on && tag?.close) {
        if (tag.name === 'on') fault(on, 'misnested')
        entry(endedAs(tag), [words])
      } else if (tag && !tag.close && tag.name !== 'on') {
        const [before, last] = splitLastLine(text, words)
        if (last) {
          dropDate()
          prose(before)
          date = last
        } else prose(words)
      } else prose(words)
    }
    if (!tag) break
    if (tag.misspelt) fault(tag, 'misspelt')
    if (tag.name === 'on' && !tag.close) {
      // "[on]8th May 2018[on]" is closed by the wrong tag if no date follows; a new entry always has one.
      finishUnclosed('outside')
      if (on) fault(on, said === 0 ? 'empty' : 'unclosed')
      dropDate()
      on = tag
    } else if (tag.name === 'on') {
      if (open) finishUnclosed('inside')
      if (!on) fault(tag, 'unopened')
      else if (said === 0 && nextOpens(tags, i) === 'on') fault(on, 'empty')
      else if (said === 0) fault(tag, 'misnested')
      on = null
    } else if (!tag.close) {
      const current = open as { tag: Tag; words: Stretch[] } | null
      const next = tags[i + 1]
      if (
        current?.tag.name === tag.name &&
        current.words.length > 0 &&
        !(next?.close && next.name === tag.name)
      ) {
        // "[status]complete[status]": the slash of the closing tag is missing.
        fault(tag, 'misspelt')
        finish(true)
        continue
      }
      finishUnclosed('outside')
      if (!on && (said > 0 || !date)) {
        if (said > 0) dropDate()
        fault(tag, date ? 'unopened' : 'undated')
      }
      open = { tag, words: [] }
    } else {
      const current = open as { tag: Tag; words: Stretch[] } | null
      if (!current) fault(tag, 'unopened')
      else {
        if (current.tag.name !== tag.name) fault(tag, 'misnested')
        finish(true)
      }
    }
  }
  finishUnclosed('outside')
  if (on) fault(on, said === 0 ? 'empty' : 'unclosed')
  dropDate()
  return { parts, tags, broken }
}

/** Text without its opening tag has the kind of its closing tag, otherwise it is a comment. */
const endedAs = (tag: Tag): LogEntry['what'] => (tag.close && tag.name === 'status' ? 'status' : 'comment')

const blank = (text: string, { start, end }: Stretch): boolean => text.slice(start, end).trim() === ''

function trimmed(text: string, { start, end }: Stretch): Stretch {
  const words = text.slice(start, end)
  const lead = words.length - words.trimStart().length
  return lead === words.length
    ? { start, end: start }
    : { start: start + lead, end: end - (words.length - words.trimEnd().length) }
}

function lineStarts(text: string, { start, end }: Stretch): Stretch[] {
  const lines: Stretch[] = []
  let at = start
  for (const line of text.slice(start, end).split('\n')) {
    if (at < end) lines.push({ start: at, end: at + line.length })
    at += line.length + 1
  }
  return lines
}

/** The date at the beginning of a text, and the rest. After `[on]` no dash is needed between them. */
function splitDate(text: string, words: Stretch): [Stretch | null, Stretch | null] {
  const said = text.slice(words.start, words.end)
  const found = leadingDate.exec(said)
  // One or two short words between [on] and the next tag are meant as a date, whatever they are.
  if (!found)
    return said.length <= 30 && /\d/.test(said) && !said.includes('\n') ? [words, null] : [null, words]
  const end = words.start + found.index + found[0].length
  const date = { start: end - (found[1] ?? '').length, end }
  const rest = trimmed(text, { start: date.end, end: words.end })
  const begins = text.slice(rest.start, rest.end).search(/[\p{L}\p{N}]/u)
  return [date, begins < 0 ? null : rest]
}

const month = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?'
const leadingDate = new RegExp(
  `^(?:[^\\p{L}\\p{N}]|on\\b|dated?|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\\b)*(\\d{1,2}\\s*(?:st|nd|rd|th)?(?:\\s+of)?[\\s-]+${month},?[\\s-]+\\d{2,4}|${month}\\s+\\d{1,2}(?:st|nd|rd|th)?,?\\s+\\d{4}|\\d{1,2}[/.-]\\d{1,2}[/.-](?:\\d{4}|\\d{2})|\\d{4}-\\d\\d-\\d\\d|\\d{6})(?![\\p{N}])`,
  'iu',
)

/** Prose whose last line is a date with a missing `[on]`. */
function splitLastLine(text: string, words: Stretch): [Stretch, Stretch | null] {
  const last = lineStarts(text, words).at(-1)
  if (!last) return [words, null]
  const line = trimmed(text, last)
  const read = readEntry(text.slice(line.start, line.end))
  if (read.on === null || read.text.trim() !== '') return [words, null]
  return [trimmed(text, { start: words.start, end: line.start }), line]
}

/** An unclosed status ends after its first line; the rest is a comment. */
function splitStatus(text: string, words: Stretch[]): [Stretch[], Stretch[]] {
  const first = words[0]
  if (!first) return [words, []]
  const line = lineStarts(text, first)[0] ?? first
  const rest = trimmed(text, { start: line.end, end: first.end })
  return [[trimmed(text, line)], [...(rest.start < rest.end ? [rest] : []), ...words.slice(1)]]
}

const nextOpens = (tags: Tag[], i: number): Tag['name'] | null => tags[i + 1]?.name ?? 'on'
