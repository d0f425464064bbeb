import type { AggregateEvent } from '@beatbook/contract'
import { dayWords, instantWords } from '@beatbook/domain/english'
import { eventTitle, eventValues } from '@beatbook/presentation'
import { blank, lines, type PageLine } from '../output/page.ts'

/** The history of an aggregate in lines of at most `width` columns: each event with what it holds. */
export const historyLines = (events: readonly AggregateEvent[], width: number): PageLine[] =>
  events.flatMap((event, at) => [
    ...(at === 0 ? [] : [blank]),
    ...lines(`${dayWords(event.on)}: ${eventTitle(event)}`, width, 'heading'),
    ...eventValues(event).flatMap(([name, value]) => lines(`${name}: ${value}`, width, 'plain', 2)),
    ...lines(`by ${event.by.name}, recorded ${instantWords(event.recordedAt)}`, width, 'quiet', 2),
    ...lines(`command ${event.commandId}`, width, 'quiet', 2),
  ])
