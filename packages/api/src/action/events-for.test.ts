import { actionEvents, pastIn, type WholeActionEvents } from '@beatbook/contract'
import { actionSince } from '@beatbook/domain'
import { aDraft, aRecordOf } from '@beatbook/testkit'
import { expect, test } from 'vitest'
import { aPerson } from '../testing/call.ts'
import { eventsFor } from './events-for.ts'

const { record, actionIds } = aRecordOf(aDraft())
const known: WholeActionEvents = {
  whole: true,
  ...actionSince(record.history(actionIds[0] ?? ''), '2026-11-20'),
  names: { actors: {}, plans: {}, documents: [] },
}
const all: WholeActionEvents = { ...known, ...actionSince(record.history(actionIds[0] ?? '')) }

test.each(['administrator', 'editor', 'reader'] as const)('%s reads every field', (role) => {
  expect(eventsFor(aPerson(role), known)).toEqual(known)
})

test('a withheld field is in no event and in no state, and no command can be decided by the rest', () => {
  const shown = eventsFor(aPerson('reader'), all, ['words.text', 'facts.owners'])
  expect(shown.events.map(({ type }) => type)).toContain('action-added')
  for (const event of shown.events) {
    expect(event.words).not.toHaveProperty('text')
    expect(event.facts).not.toHaveProperty('owners')
  }
  expect(shown.events.find(({ type }) => type === 'action-added')?.facts).toHaveProperty('timescale')
  expect(JSON.stringify(eventsFor(aPerson('reader'), known, ['words.text']))).not.toContain('beat surgery')
  expect(pastIn(shown)).toBeUndefined()
  expect(pastIn(all)).toMatchObject({ since: null, state: null })
  expect(actionEvents.parse(shown)).toEqual(shown)
})
