import type { AggregateEvent } from '@beatbook/contract'
import { OPEN_END } from '@beatbook/domain'
import { codeAsWords } from '@beatbook/domain/english'
import { labelOf } from '../command/fields.ts'

/** The title of an event of any aggregate: its type as words. */
export const eventTitle = ({ type }: Pick<AggregateEvent, 'type'>): string => codeAsWords(type)

/**
 * The facts and words of an event, each with its name as words; without those that hold nothing, or an end
 * that is open.
 */
export const eventValues = ({
  facts,
  words,
}: Pick<AggregateEvent, 'facts' | 'words'>): readonly (readonly [name: string, value: string])[] =>
  [...Object.entries(facts), ...Object.entries(words)].flatMap(([name, value]) =>
    value === null || value === undefined || value === OPEN_END
      ? []
      : [[labelOf(name), valueWords(value)] as const],
  )

const valueWords = (value: unknown): string =>
  Array.isArray(value) && value.every((each) => typeof each !== 'object')
    ? value.join(', ') || 'none'
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value)
