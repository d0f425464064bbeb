import type { AggregateEvent } from '@beatbook/contract'
import { column } from '@beatbook/domain'
import { columnKindWords, dayWords, markingWords } from '@beatbook/domain/english'

/** An event of an area in a sentence. */
export const areaEventSentence = ({ type, facts, words }: AggregateEvent): string => {
  switch (type) {
    case 'area-added':
      return 'The force was added.'
    case 'area-named':
      return `Named “${words.name}” from ${dayWords(String(facts.from))}.`
    case 'crest-set':
      return [
        facts.file === null ? 'The crest was removed.' : `The crest is “${words.name}”.`,
        ...(typeof words.reason === 'string' ? [`(${words.reason})`] : []),
      ].join(' ')
    case 'settings-changed':
      return [
        ...Object.entries((facts.settings ?? {}) as Record<string, unknown>).map(
          ([setting, value]) =>
            `${setting.charAt(0).toUpperCase()}${setting.slice(1)}: ${Array.isArray(value) ? value.map(named).join(', ') || 'none' : said(setting, value)}`,
        ),
        ...(typeof words.reason === 'string' ? [`(${words.reason})`] : []),
      ].join(' ')
    default:
      return type
  }
}

/** The value of a setting that is no list. */
const said = (setting: string, value: unknown): string =>
  value === null
    ? 'none'
    : setting === 'marking'
      ? ((markingWords as Record<string, string>)[String(value)] ?? String(value))
      : `“${value}”`

/** A column by its title and kind, or a word as it is. */
const named = (value: unknown): string => {
  const read = column.safeParse(value)
  return read.success ? `${read.data.title} (${columnKindWords[read.data.kind]})` : String(value)
}
