import type { AggregateEvent } from '@beatbook/contract'
import { dayWords } from '@beatbook/domain/english'

/** What an event of an area says. */
export const areaEventSentence = ({ type, facts, words }: AggregateEvent): string => {
  switch (type) {
    case 'area-added':
      return 'The force was added.'
    case 'area-named':
      return `Named “${words.name}” from ${dayWords(String(facts.from))}.`
    case 'settings-changed':
      return [
        ...Object.entries((facts.settings ?? {}) as Record<string, unknown>).map(
          ([setting, value]) =>
            `${setting.charAt(0).toUpperCase()}${setting.slice(1)}: ${Array.isArray(value) ? value.join(', ') : JSON.stringify(value)}`,
        ),
        ...(typeof words.reason === 'string' ? [`(${words.reason})`] : []),
      ].join(' ')
    default:
      return type
  }
}
