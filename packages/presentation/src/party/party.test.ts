import { expect, test } from 'vitest'
import {
  commandsStanding,
  ownedSentence,
  partyEntryReason,
  partyEntryWords,
  partyKindWords,
  redWords,
} from './party.ts'

const nameOf = (id: string) => (id === 'a' ? 'Estates' : id)
const words = (type: string, facts: object, said: object = {}) =>
  partyEntryWords({ type, facts: { ...facts }, words: { ...said } }, nameOf)

test('each entry says what happened to an owner', () => {
  expect(words('party-added', {}, { name: 'Fleet' })).toBe('Added as “Fleet”.')
  expect(words('party-renamed', {}, { name: 'Vehicles' })).toBe('Renamed “Vehicles”.')
  expect(words('party-renamed', { from: '2027-01-01' }, { name: 'Vehicles' })).toBe(
    'Called “Vehicles” from 1 January 2027.',
  )
  expect(words('party-described', { kind: 'team', parent: 'a' })).toBe('Kind: team. Belongs to “Estates”.')
  expect(words('party-described', { kind: null })).toBe('Kind: not stated.')
  expect(words('party-described', { parent: null })).toBe('Belongs to no other owner.')
  expect(words('party-alias-added', {}, { alias: 'Cars' })).toBe('Also called “Cars”.')
  expect(words('party-alias-removed', {}, { alias: 'Cars' })).toBe('No longer called “Cars”.')
  expect(words('party-merged', { into: 'a' })).toBe('Merged into “Estates”.')
  expect(words('command-undone', {})).toBe('An entry was undone.')
  expect(partyEntryReason({ words: { reason: 'Board' } })).toBe('Board')
  expect(partyEntryReason({ words: { reason: null } })).toBeNull()
})

test('counts say which level they count', () => {
  expect(redWords({ red: { computed: 2, declared: 2 } })).toBe('2')
  expect(redWords({ red: { computed: 2, declared: 1 } })).toBe('2 by the rules, 1 declared')
  expect(ownedSentence({ actions: 0, red: { computed: 0, declared: 0 }, plans: [] })).toBe('Owns no action.')
  const plans = [{ planId: 'p', code: 'charter', title: 'Charter', actions: 3 }]
  expect(ownedSentence({ actions: 3, red: { computed: 1, declared: 0 }, plans })).toBe(
    'Owns 3 actions in 1 plan. Red by the rules: 1. Declared red: 0.',
  )
  expect([partyKindWords(null), partyKindWords('post')]).toEqual(['Not stated', 'Post'])
})

test('an undone command stands again once its undo is undone', () => {
  const entry = (commandId: string, undoes?: string) => ({
    commandId,
    type: undoes === undefined ? 'party-renamed' : 'command-undone',
    facts: { commandId: undoes },
  })
  expect([...commandsStanding([entry('a'), entry('b', 'a')])]).toEqual(['b'])
  expect([...commandsStanding([entry('a'), entry('b', 'a'), entry('c', 'b')])]).toEqual(['a', 'c'])
})
