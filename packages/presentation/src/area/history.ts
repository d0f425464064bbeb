import type { AggregateEvent } from '@beatbook/contract'
import { dayWords } from '@beatbook/domain/english'

/** What an event of an area says. */
export const areaEventSentence = ({ type, facts, words }: AggregateEvent): string => {
  switch (type) {
    case 'area-added':
      return 'The force began here.'
    case 'area-named':
      return `It is called “${words.name}” from ${dayWords(String(facts.from))}.`
    case 'settings-changed':
      return [
        ...Object.entries((facts.settings ?? {}) as Record<string, unknown>).map(
          ([setting, value]) =>
            `${setting}: ${Array.isArray(value) ? value.join(', ') : JSON.stringify(value)}`,
        ),
        ...(typeof words.reason === 'string' ? [`(${words.reason})`] : []),
      ].join(' ')
    default:
      return type
  }
}
