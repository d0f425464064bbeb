import { readTimescale } from '@beatbook/domain'
import { aSubject, TODAY } from '@beatbook/testkit'
import { expect, test } from 'vitest'
import { check } from './check.ts'

const when = (said: string) => ({ timescale: readTimescale(said).timescale })
const column = (heading: string, text: string) => ({
  ...when('Ongoing'),
  details: [{ heading, text, from: [] }],
})

test.each([
  ['"Ongoing" alone', when('Ongoing')],
  ['a review that nobody dates', { ...when('Ongoing'), text: 'Keep the website under review' }],
  ['an empty review column', column('Review', '')],
])('%s fails the check', (_, action) => {
  expect(check(aSubject(action), { today: TODAY })).toMatchObject([
    { where: { action: 'action-1' }, quote: 'Ongoing' },
  ])
})

test.each([
  ['a dated review', when('Ongoing, review March 2027')],
  ['a review that recurs', when('Ongoing (reviewed quarterly)')],
  [
    'a review in the words',
    { ...when('Ongoing'), text: 'Keep the website current and report to the board each quarter' },
  ],
  ['a review column', column('Next review', 'March 2027')],
  ['a deadline', when('Oct 2027')],
  ['what is complete', { ...when('Ongoing'), stage: 'complete' as const }],
])('%s passes the check', (_, action) => {
  expect(check(aSubject(action), { today: TODAY })).toEqual([])
})
