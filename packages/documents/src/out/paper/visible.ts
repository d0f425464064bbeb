import { visibleText } from '@beatbook/domain'
import type { Paper } from './paper.ts'

/**
 * A paper whose words have line ends as `\n` and control characters as signs, as on every page; `sign` does the same
 * for what a writer cannot set otherwise.
 */
export const visiblePaper = (paper: Paper, sign: (text: string) => string = (text) => text): Paper => {
  const { crest, ...words } = paper
  return { ...(visibleIn(words, sign) as Omit<Paper, 'crest'>), crest }
}

const visibleIn = (value: unknown, sign: (text: string) => string): unknown => {
  if (typeof value === 'string') return sign(visibleText(value.replace(/\r\n?/g, '\n')))
  if (Array.isArray(value)) return value.map((each) => visibleIn(each, sign))
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, of]) => [key, visibleIn(of, sign)]))
  return value
}
