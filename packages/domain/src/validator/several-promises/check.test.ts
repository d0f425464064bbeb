import { aSubject, TODAY } from '@beatbook/testkit'
import { expect, test } from 'vitest'
import { check } from './check.ts'

test.each([
  ['Recruit ten ward volunteers. Publish a calendar of surgeries.', 2, 'Publish a calendar of surgeries.'],
  [
    'Surgeries will be advertised a month ahead. A calendar of them to be printed.',
    2,
    'A calendar of them to be printed.',
  ],
  [
    'The force should:\n• review its beats;\n• publish the review;\n• train every inspector',
    3,
    '• publish the review;',
  ],
  ['Ward Officers to keep a register; Engagement Team to publish it', 2, 'Engagement Team to publish it'],
])('%s', (text, count, quote) => {
  expect(check(aSubject({ text }), { today: TODAY })).toMatchObject([{ args: { count }, quote }])
})

test.each([
  'Review, simplify and publish the calendar of surgeries',
  'Beat surgeries. Develop a means of recording who comes.',
  'Raise sign-up to the alerts. Target 40,000 households by Dec 26.',
  'Publish a calendar of surgeries. This will help people to plan.',
  'Publish a calendar of surgeries. The calendar will make it easier to plan.',
  'Review of beats, e.g. those on a border, with neighbouring forces',
  'Problem solving to be recognised and celebrated at the yearly awards.',
  '',
])('"%s" is one promise', (text) => {
  expect(check(aSubject({ text }), { today: TODAY })).toEqual([])
})
