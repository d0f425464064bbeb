import { anUpdate, aSubject, TODAY } from '@beatbook/testkit'
import { expect, test } from 'vitest'
import { check } from './check.ts'

const closed = (text: string, on: string | null = '2026-03-04') => ({
  stages: [{ on: '2026-03-04', stage: 'complete' as const, said: 'complete', from: [] }],
  updates: [anUpdate({ on, text })],
})

test.each([
  ['Full implementation is expected by the end of the year.', '2026-12-31'],
  ['The pilot went well. Roll-out to all areas is planned for autumn 2026.', '2026-11-30'],
  ['Delivery is scheduled over 2027 in two steps.', '2027-12-31'],
  ['The last two stations will be completed next month.', '2026-04-30'],
  ['To be delivered in full by January.', '2027-01-31'],
  ['Training will be rolled out in Q3 2026/27 and finished in Q4 2026/27.', '2027-03-31'],
])('"%s" fails the check, with the sentence', (text, ends) => {
  expect(check(aSubject(closed(text)), { today: TODAY })).toMatchObject([
    {
      args: { closed: '2026-03-04', ends },
      where: { action: 'action-1', update: 'update-1' },
      quote: text.replace('The pilot went well. ', ''),
    },
  ])
})

test.each([
  [
    'Training will be rolled out in Q4 2026/27. Full implementation is expected by May 2026.',
    '2027-03-31',
    'Training will be rolled out in Q4 2026/27.',
  ],
  [
    'Full implementation is expected by May 2026. Training will be rolled out in Q4 2026/27.',
    '2027-03-31',
    'Training will be rolled out in Q4 2026/27.',
  ],
])('of "%s" the latest end is reported, with its sentence', (text, ends, quote) => {
  expect(check(aSubject(closed(text)), { today: TODAY })).toMatchObject([{ args: { ends }, quote }])
})

test.each([
  'Implemented in all areas in February 2026.',
  'It was delivered by the end of the year before.',
  'The 2030 strategy will be completed with this in mind.',
  'The board will meet in May 2026.',
  'Delivered ahead of the deadline of March 2026.',
  'The plan (https://example.org/2027/12/implement-by-2027) is complete.',
])('"%s" passes the check', (text) => {
  expect(check(aSubject(closed(text)), { today: TODAY })).toEqual([])
})

test('updates before the completion, or of an incomplete action, pass the check', () => {
  const text = 'Full implementation is expected by December 2026.'
  expect(check(aSubject(closed(text, '2026-03-03')), { today: TODAY })).toEqual([])
  expect(check(aSubject({ updates: [anUpdate({ on: '2026-03-04', text })] }), { today: TODAY })).toEqual([])
})
