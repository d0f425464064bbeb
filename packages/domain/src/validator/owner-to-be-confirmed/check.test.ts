import { anUpdate, aSubject, TODAY } from '@beatbook/testkit'
import { expect, test } from 'vitest'
import { check } from './check.ts'

test.each([
  ['an owner cell that says TBC', { owners: [], ownerSaid: 'Lead TBC' }, 'Lead TBC'],
  [
    'words that say so',
    { owners: [], ownerSaid: null, updates: [anUpdate({ text: 'Begun. The owner is to be confirmed.' })] },
    'The owner is to be confirmed.',
  ],
])('%s fails the check, with the words', (_, action, quote) => {
  expect(check(aSubject(action), { today: TODAY })).toMatchObject([{ where: { action: 'action-1' }, quote }])
})

test('what an update says is placed at the update, what the owner cell says at the action', () => {
  const updates = [anUpdate({ text: 'The owner is to be confirmed.' })]
  const where = (...actions: Parameters<typeof aSubject>) =>
    check(aSubject(...actions), { today: TODAY }).map((found) => found.where)
  const place = { plan: 'plan-1', section: 'section-1', action: 'action-1' }
  expect(where({ owners: [], ownerSaid: null, updates })).toEqual([{ ...place, update: 'update-1' }])
  expect(where({ owners: [], ownerSaid: 'TBC' })).toEqual([place])
})

test.each([
  ['an owner', {}],
  [
    'later words that name one',
    { owners: [], ownerSaid: 'TBC', updates: [anUpdate({ text: 'Owner is Head of Contact' })] },
  ],
  ['no word about an owner', { owners: [], ownerSaid: null }],
])('%s passes the check', (_, action) => {
  expect(check(aSubject(action), { today: TODAY })).toEqual([])
})
