import { anUpdate, aSubject, TODAY } from '@beatbook/testkit'
import { expect, test } from 'vitest'
import { check } from './check.ts'

const unowned = { owners: [], ownerSaid: null }
const named = anUpdate({ text: 'Owner is Head of Contact. She begins in May.' })

test('an owner named only in an update fails the check, with the latest name and its sentence', () => {
  const first = anUpdate({ key: 'update-0', on: '2022-05-01', text: 'Owner: Head of Custody' })
  expect(check(aSubject({ ...unowned, updates: [named, first] }), { today: TODAY })).toEqual([
    {
      args: { ref: '1', name: 'Head of Contact' },
      where: { plan: 'plan-1', section: 'section-1', action: 'action-1', update: 'update-1' },
      quote: 'Owner is Head of Contact.',
    },
  ])
})

test.each([
  ['an owner beside the words', { updates: [named] }],
  [
    'words that only speak of owners',
    { ...unowned, updates: [anUpdate({ text: 'Each strand has a named owner.' })] },
  ],
  [
    'later words that leave it open again',
    {
      ...unowned,
      updates: [named, anUpdate({ key: 'update-2', on: '2022-07-01', text: 'The owner is TBC.' })],
    },
  ],
])('%s passes the check', (_, action) => {
  expect(check(aSubject(action), { today: TODAY })).toEqual([])
})
