import { wrap } from './table.ts'

/** A line of a page, and how it stands out on a screen. Printed, its text is all there is. */
export interface PageLine {
  readonly text: string
  readonly tone: 'title' | 'plain' | 'quiet' | 'heading'
}

/** Words as lines of at most `width` columns, indented. */
export const lines = (words: string, width: number, tone: PageLine['tone'] = 'plain', indent = 0): PageLine[] =>
  wrap(words, Math.max(10, width - indent)).map((line) => ({ text: ' '.repeat(indent) + line, tone }))

/** Names with their values in two columns; long values go on below themselves. */
export const facts = (rows: readonly (readonly [string, string])[], width: number, indent = 0): PageLine[] => {
  const label = Math.max(0, ...rows.map(([name]) => name.length)) + 2
  return rows.flatMap(([name, value]) =>
    wrap(value, Math.max(10, width - label - indent)).map(
      (line, at): PageLine => ({ text: `${' '.repeat(indent)}${(at === 0 ? name : '').padEnd(label)}${line}`, tone: 'plain' }),
    ),
  )
}

export const blank: PageLine = { text: '', tone: 'plain' }
