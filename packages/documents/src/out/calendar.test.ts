import type { DatedAction } from '@beatbook/contract'
import { addDays, noTimescale, readTimescale, type Timescale } from '@beatbook/domain'
import fc from 'fast-check'
import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import { calendarOf } from './calendar.ts'

const action = (given: Partial<DatedAction> = {}): DatedAction => ({
  id: '01a00000-0000-7000-8000-000000000001',
  address: 'harbour/1',
  planTitle: 'Harbour Delivery Plan',
  text: 'Count the boats',
  timescale: readTimescale('by 31 March 2027').timescale,
  stage: null,
  withdrawn: false,
  theirs: true,
  version: 7,
  changedAt: '2026-11-20T12:00:00.000Z',
  ...given,
})
const written = (actions: readonly DatedAction[], withWords = false) =>
  calendarOf({ name: 'Beatbook: my work', actions, withWords, url: 'https://beatbook.example' })
const eventsIn = (text: string) => new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent')
const property = (event: ICAL.Component | undefined, name: string) =>
  String(event?.getFirstPropertyValue(name) ?? '')

test('an action is an event on its last day, all day, free, without an alarm', () => {
  const text = written([action()])
  expect(text).toContain('\r\nDTSTART;VALUE=DATE:20270331\r\nDTEND;VALUE=DATE:20270401\r\n')
  expect(text).not.toContain('VALARM')
  const [event] = eventsIn(text)
  expect(
    ['uid', 'sequence', 'summary', 'description', 'status', 'transp', 'url', 'last-modified', 'dtstamp'].map(
      (name) => property(event, name),
    ),
  ).toEqual([
    '01a00000-0000-7000-8000-000000000001@beatbook',
    '7',
    'harbour/1 Harbour Delivery Plan',
    'Plan: Harbour Delivery Plan\nTimescale: by 31 March 2027',
    'CONFIRMED',
    'TRANSPARENT',
    'https://beatbook.example/plans/harbour/1',
    '2026-11-20T12:00:00Z',
    '2026-11-20T12:00:00Z',
  ])
})

test('the calendar has a name and says how often to ask again', () => {
  const calendar = new ICAL.Component(ICAL.parse(written([])))
  expect(String(calendar.getFirstPropertyValue('x-wr-calname'))).toBe('Beatbook: my work')
  expect(String(calendar.getFirstPropertyValue('refresh-interval'))).toBe('PT1H')
})

test.each([
  ['between January and March 2027', '20270331'],
  ['Q4 2026/27', '20270331'],
  ['spring 2027', '20270531'],
  ['by the end of 2027', '20271231'],
])('of “%s” the last day is meant, and the words are said', (said, last) => {
  const { timescale } = readTimescale(said)
  const [event] = eventsIn(written([action({ timescale })]))
  expect(property(event, 'dtstart').replaceAll('-', '')).toBe(last)
  expect(property(event, 'description')).toContain(`Timescale: ${said}`)
})

test.each<[string, Partial<DatedAction>, string, string]>([
  ['complete', { stage: 'complete' }, 'CONFIRMED', 'Complete: harbour/1 Harbour Delivery Plan'],
  ['withdrawn', { withdrawn: true }, 'CANCELLED', 'Withdrawn: harbour/1 Harbour Delivery Plan'],
  [
    'no longer theirs',
    { theirs: false },
    'CANCELLED',
    'No longer in this calendar: harbour/1 Harbour Delivery Plan',
  ],
])('what is %s says so and is kept', (_, given, status, summary) => {
  const [event] = eventsIn(written([action(given)]))
  expect([property(event, 'status'), property(event, 'summary')]).toEqual([status, summary])
})

test('an action without a last day is no event', () => {
  expect(eventsIn(written([action({ timescale: noTimescale }), action()]))).toHaveLength(1)
})

test('the words of actions are there only where they were asked for', () => {
  expect(written([action()])).not.toContain('boats')
  const [event] = eventsIn(written([action({ text: 'Count  the\nboats' })], true))
  expect(property(event, 'summary')).toBe('harbour/1 Count the boats')
  expect(property(event, 'description')).toContain('Count  the\nboats')
})

const someText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.constantFrom(
    'END:VEVENT\r\nBEGIN:VALARM',
    'a\\nb',
    'x;y,z:"w"',
    '\u202eback',
    'é'.repeat(200),
    '\u0000\u001b[',
  ),
)
const someDay = fc.integer({ min: 0, max: 40_000 }).map((days) => addDays('1990-01-01', days))
const someAction = fc.record({
  id: fc.uuid({ version: 7 }),
  text: someText,
  planTitle: someText,
  version: fc.integer({ min: 1, max: 2_147_483_647 }),
  latest: fc.option(someDay, { nil: null }),
  withdrawn: fc.boolean(),
  theirs: fc.boolean(),
})

test('whatever is written, another program reads the same events on the same days', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(someAction, { selector: ({ id }) => id, maxLength: 12 }),
      fc.boolean(),
      (given, withWords) => {
        const actions = given.map(({ latest, ...rest }) =>
          action({ ...rest, timescale: { ...noTimescale, latest } as Timescale }),
        )
        const text = written(actions, withWords)
        for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
        const read = eventsIn(text).map((event) => [
          property(event, 'uid'),
          property(event, 'sequence'),
          property(event, 'dtstart'),
          property(event, 'dtend'),
          property(event, 'status'),
        ])
        expect(read).toEqual(
          actions.flatMap(({ id, version, timescale: { latest }, withdrawn, theirs }) =>
            latest === null
              ? []
              : [
                  [
                    `${id}@beatbook`,
                    String(version),
                    latest,
                    addDays(latest, 1),
                    withdrawn || !theirs ? 'CANCELLED' : 'CONFIRMED',
                  ],
                ],
          ),
        )
        expect(written(actions, withWords)).toBe(text)
      },
    ),
    { numRuns: 100 },
  )
})
