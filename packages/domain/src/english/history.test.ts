import { expect, test } from 'vitest'
import type { HistoryEntry } from '../action/history.ts'
import { historyTitle, idsChanged, newestToRedo, newestToUndo } from './history.ts'

/** An entry of a type that was recorded in that second, undone or not. */
const entry = (type: HistoryEntry['type'], second: number, undone = false) =>
  ({
    eventId: `${type} ${second}`,
    type,
    recordedAt: `2026-11-20T09:00:0${second}.000Z`,
    undone: undone ? { actor: { id: 'a', name: 'Ada' }, recordedAt: '', reason: null } : null,
  }) as unknown as HistoryEntry

const history = [
  entry('action-added', 1),
  entry('update-recorded', 2),
  entry('level-overridden', 5),
  entry('columns-set', 3),
  entry('update-recorded', 6, true),
  entry('command-undone', 7),
]

test('the last entry that stands is undone, of whatever type, and again the one before', () => {
  expect(newestToUndo(history)?.eventId).toBe('level-overridden 5')
  const without = history.filter(({ type }) => type !== 'level-overridden')
  expect(newestToUndo(without)?.eventId).toBe('columns-set 3')
  expect(newestToUndo([entry('action-added', 1), entry('command-undone', 2)])).toBeNull()
})

test('the last entry that is undone is redone', () => {
  expect(newestToRedo(history)?.eventId).toBe('update-recorded 6')
  expect(newestToRedo(history.slice(0, 4))).toBeNull()
})

test('of entries of one command the last is undone', () => {
  expect(newestToUndo([entry('columns-set', 2), entry('update-recorded', 2)])?.eventId).toBe(
    'update-recorded 2',
  )
})

test('a revision says which fields it changed', () => {
  const changes = [
    { field: 'ref', from: '32', to: '40' },
    { field: 'ownerSaid', from: 'TBC', to: null },
    { field: 'owners', from: [], to: [{ partyId: 'p', duty: 'responsible' }] },
  ]
  const revised = { ...entry('action-revised', 3), changes } as HistoryEntry
  expect(historyTitle(revised)).toBe('Action revised: ref 40, was 32; re-owned')
  expect(historyTitle({ ...revised, changes: [] })).toBe('Moved to another place')
})

test('a revision has the values that it changed, owners and sections where their names are known', () => {
  const revised = (...changes: object[]) => ({ ...entry('action-revised', 3), changes }) as HistoryEntry
  const changed = revised(
    { field: 'section', from: 's1', to: 's2' },
    {
      field: 'owners',
      from: [],
      to: [
        { partyId: 'p', duty: 'responsible' },
        { partyId: 'q', duty: 'accountable' },
      ],
    },
  )
  expect(idsChanged([changed])).toEqual({ owners: ['p', 'q'], sections: ['s1', 's2'] })
  const names = new Map([
    ['p', 'Estates'],
    ['q', 'Fleet'],
    ['s1', 'Ashore'],
    ['s2', 'Afloat'],
  ])
  expect(historyTitle(changed, [], names)).toBe(
    'Action revised: moved to another section, “Afloat”, was “Ashore”; re-owned: Estates, Fleet (accountable), was nobody',
  )
  expect(historyTitle(changed)).toBe('Action revised: moved to another section; re-owned')
  expect(historyTitle(revised({ field: 'ownerSaid', from: null, to: 'TBC' }))).toBe(
    'Action revised: re-owned: “TBC”',
  )
  expect(historyTitle(revised({ field: 'success', from: 'Fewer\nslips', to: null }))).toBe(
    'Action revised: success removed, was “Fewer slips”',
  )
  expect(historyTitle(revised({ field: 'success', from: null, to: 'a'.repeat(200) }))).toBe(
    `Action revised: success “${'a'.repeat(99)}…”`,
  )
})
