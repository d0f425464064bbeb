import { visibleText } from '@beatbook/domain'
import { wrap } from './table.ts'

/**
 * A line of a page, and its style on a screen. Printed, only its text is used; `parts` make up the same text,
 * each with the colour of its level.
 */
export interface PageLine {
  readonly text: string
  readonly tone: 'title' | 'plain' | 'quiet' | 'heading'
  readonly parts?: readonly LinePart[]
  /** What the line is about, which a screen opens: an address, an id, or `on:` with a day. */
  readonly opens?: string
}

/** A part of a line with the colour of a level; future parts are dimmed. */
export interface LinePart {
  readonly text: string
  readonly level: string | null
  readonly ahead: boolean
}

/** Text wrapped to lines of at most `width` columns, indented. */
export const lines = (
  words: string,
  width: number,
  tone: PageLine['tone'] = 'plain',
  indent = 0,
): PageLine[] =>
  wrap(words, Math.max(10, width - indent)).map((line) => ({ text: ' '.repeat(indent) + line, tone }))

/** A name, its value, and the level whose colour it has. */
export type FactRow = readonly [name: string, value: string, level?: string | null]

/** Names and values in two columns; long values are wrapped within their column. */
export const facts = (rows: readonly FactRow[], width: number): PageLine[] => {
  const named = rows.map(([name, ...rest]) => [visibleText(name), ...rest] as const)
  const label = Math.max(0, ...named.map(([name]) => name.length)) + 2
  return named.flatMap(([name, value, level = null]) =>
    wrap(value, Math.max(10, width - label)).map((line, at): PageLine => {
      const head = (at === 0 ? name : '').padEnd(label)
      const parts = [
        { text: head, level: null, ahead: false },
        { text: line, level, ahead: false },
      ]
      return { text: `${head}${line}`, tone: 'plain', ...(level === null ? {} : { parts }) }
    }),
  )
}

/**
 * A printed line as lines of at most `width` columns with the same indent; without an indent it is a heading.
 */
export const hanging = (line: string, width: number): PageLine[] => {
  const indent = line.length - line.trimStart().length
  return line === '' ? [blank] : lines(line.trim(), width, indent === 0 ? 'heading' : 'plain', indent)
}

export const blank: PageLine = { text: '', tone: 'plain' }
