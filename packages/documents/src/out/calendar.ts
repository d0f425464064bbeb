import type { DatedAction } from '@beatbook/contract'
import { addDays, type IsoDate, visibleText } from '@beatbook/domain'
import { stageWords } from '@beatbook/domain/english'
import ical, { ICalEventStatus, ICalEventTransparency } from 'ical-generator'

/** What a calendar is written from. */
export interface CalendarOut {
  /** What programs show as its name. */
  readonly name: string
  readonly actions: readonly DatedAction[]
  /** Whether it says what the actions are; else only their addresses and the titles of their plans. */
  readonly withWords: boolean
  /** The address of the server, to which the links of the events lead. */
  readonly url: string
}

/** How often a program should ask again, in seconds. */
const REFRESHED = 3_600

/** The longest words of an action in the title of an event; the description has all of them. */
const MOST_WORDS = 120

/**
 * An iCalendar file (RFC 5545) with one all-day event for each action that has a last day, on that day. The same actions
 * give the same bytes, whenever it is written. Withdrawn actions and those that are no longer the calendar's are kept as
 * cancelled, so that a program that has them takes them away.
 */
export const calendarOf = ({ name, actions, withWords, url }: CalendarOut): string => {
  const calendar = ical({
    name: visibleText(name),
    prodId: { company: 'Beatbook', product: 'Calendar', language: 'EN' },
    ttl: REFRESHED,
  })
  for (const action of actions) {
    const { latest } = action.timescale
    if (latest === null) continue
    const changed = new Date(action.changedAt)
    calendar.createEvent({
      // Not the name of the server: an event is the same after it has moved.
      id: `${action.id}@beatbook`,
      sequence: action.version,
      start: midnight(latest),
      end: midnight(addDays(latest, 1)),
      allDay: true,
      summary: visibleText(summaryOf(action, withWords)),
      description: visibleText(descriptionOf(action, withWords)),
      url: `${url}/plans/${action.address.split('/').map(encodeURIComponent).join('/')}`,
      status: isCancelled(action) ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      transparency: ICalEventTransparency.TRANSPARENT,
      stamp: changed,
      lastModified: changed,
    })
  }
  return calendar.toString()
}

const isCancelled = ({ withdrawn, theirs }: DatedAction): boolean => withdrawn || !theirs

/** The beginning of a day as the library takes it: whatever the zone of the machine, the event is on that day. */
const midnight = (day: IsoDate): Date => new Date(`${day}T00:00:00.000Z`)

/** What stands before the title of an event whose action is not open. */
const stateOf = ({ withdrawn, theirs, stage }: DatedAction): string =>
  withdrawn
    ? 'Withdrawn: '
    : theirs
      ? stage === 'complete'
        ? 'Complete: '
        : ''
      : 'No longer in this calendar: '

const summaryOf = (action: DatedAction, withWords: boolean): string => {
  const { address, planTitle, text } = action
  const line = text.replace(/\s+/g, ' ').trim()
  const short = line.length > MOST_WORDS ? `${line.slice(0, MOST_WORDS - 1).trimEnd()}…` : line
  return `${stateOf(action)}${address} ${withWords ? short : planTitle}`
}

/** The words of the timescale say what the last day means: "by 31 March 2027", "spring 2027". */
const descriptionOf = ({ planTitle, text, timescale, stage }: DatedAction, withWords: boolean): string =>
  [
    ...(withWords ? [text, ''] : []),
    `Plan: ${planTitle}`,
    ...(timescale.said === '' ? [] : [`Timescale: ${timescale.said}`]),
    ...(stage === null ? [] : [`Stage: ${stageWords(stage)}`]),
  ].join('\n')
