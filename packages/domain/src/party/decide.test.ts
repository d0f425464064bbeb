import { expect, test } from 'vitest'
import type { Refusal } from '../refusal.ts'
import type { Result } from '../result.ts'
import type { Pending, Recorded } from '../stream/event.ts'
import { editParty, mergeParties, renameParty } from './commands.ts'
import { decideEditParty, decideMergeParties, decideRenameParty } from './decide.ts'
import { type PartyEvent, partyEvent } from './events.ts'
import { addParty } from './registry.ts'
import { foldedNamesOf, foldParty, partyNameOn } from './state.ts'

const today = '2026-11-28'
const idOf = (number: number) => `01a00000-0000-7000-8000-${String(number).padStart(12, '0')}`
const [estates, fleet, nobody] = [idOf(1), idOf(2), idOf(3)]

/** Two parties, Estates since 1 March and Fleet since 1 June, and commands about them. */
const aRecord = () => {
  const events: Recorded<PartyEvent>[] = []
  let ids = 100
  const context = { today, actor: idOf(9), newId: () => idOf(++ids) }
  const append = (pending: readonly Pending<PartyEvent>[]) => {
    for (const event of pending) {
      expect(partyEvent.safeParse(event).error).toBeUndefined()
      const position = events.length + 1
      const stamp = { recordedAt: '2026-11-28T12:00:00.000Z', actor: idOf(9), commandId: idOf(50 + position) }
      events.push({ ...event, position, ...stamp })
    }
  }
  append([
    addParty({ id: estates, name: 'Estates' }, '2026-03-01', context),
    addParty({ id: fleet, name: 'Fleet' }, '2026-06-01', context),
  ])
  const of = (id: string) => events.filter(({ stream }) => stream.id === id)
  const state = (id: string) => foldParty(of(id))
  const named = () => {
    const all = [estates, fleet].flatMap((id) => state(id) ?? [])
    return {
      byName: new Map(all.flatMap((each) => foldedNamesOf(each).map((name) => [name, each.id] as const))),
      ids: new Set(all.map((each) => each.id)),
    }
  }
  const recorded = (decision: Result<Pending<PartyEvent>[], Refusal>) => {
    if (!decision.ok) return decision.error
    append(decision.value)
    return decision.value.map(({ type }) => type)
  }
  const commandId = idOf(8)
  return {
    events,
    state,
    rename: (partyId: string, given: object) =>
      recorded(
        decideRenameParty(
          of(partyId),
          renameParty.input.parse({ commandId, partyId, ...given }),
          named(),
          context,
        ),
      ),
    edit: (partyId: string, given: object, above: readonly string[] = []) =>
      recorded(
        decideEditParty(
          of(partyId),
          editParty.input.parse({ commandId, partyId, ...given }),
          { named: named(), above },
          context,
        ),
      ),
    merge: (partyId: string, intoId: string, above: readonly string[] = []) =>
      recorded(
        decideMergeParties(
          of(partyId),
          mergeParties.input.parse({ commandId, partyId, intoId }),
          { into: of(intoId), above },
          context,
        ),
      ),
  }
}

test('a party has each name on its days, and the names it had stay its own', () => {
  const { rename, state } = aRecord()
  expect(
    rename(estates, { name: 'Property', on: '2026-05-01', reason: 'Board', seen: { name: 'Estates' } }),
  ).toEqual(['party-renamed'])
  // A name between two others is told later.
  expect(rename(estates, { name: 'Buildings', on: '2026-04-01' })).toEqual(['party-renamed'])
  const now = state(estates)
  if (now === null) throw new Error('no party')
  expect(now.name).toBe('Property')
  const days = ['2026-02-01', '2026-03-31', '2026-04-01', '2026-04-30', '2026-05-01', today]
  expect(days.map((day) => partyNameOn(now, day))).toEqual([
    'Estates',
    'Estates',
    'Buildings',
    'Buildings',
    'Property',
    'Property',
  ])
  expect(foldedNamesOf(now)).toEqual(['estates', 'buildings', 'property'])
  expect(rename(fleet, { name: 'ESTATES' })).toMatchObject({ code: 'name-taken', args: { party: estates } })
  // Its own earlier name is free for it.
  expect(rename(estates, { name: 'Estates' })).toEqual(['party-renamed'])
})

test('a name may begin on a day that lies ahead; until then it has the one before', () => {
  const { rename, state } = aRecord()
  expect(rename(estates, { name: 'Property', on: '2027-01-01', seen: { name: 'Estates' } })).toEqual([
    'party-renamed',
  ])
  // One before it leaves it as it is, one after it in the order of recording takes its place on the same day.
  expect(rename(estates, { name: 'Buildings', on: '2026-12-01', seen: { name: 'Estates' } })).toEqual([
    'party-renamed',
  ])
  expect(rename(estates, { name: 'Property', on: '2027-02-01' })).toEqual([])
  const on = (day: string) => {
    const found = state(estates)
    return found === null ? null : partyNameOn(found, day)
  }
  expect(['2026-11-28', '2026-12-01', '2026-12-31', '2027-01-01'].map(on)).toEqual([
    'Estates',
    'Buildings',
    'Buildings',
    'Property',
  ])
  expect(rename(estates, { name: 'Land', on: '2027-01-01' })).toEqual(['party-renamed'])
  expect(on('2027-01-01')).toBe('Land')
  expect(rename(fleet, { name: 'Property' })).toMatchObject({ code: 'name-taken' })
})

test('a rename is refused where it cannot be, and records nothing where nothing changes', () => {
  const { rename } = aRecord()
  expect(rename(estates, { name: 'Estates' })).toEqual([])
  expect(rename(estates, { name: 'estates' })).toEqual(['party-renamed'])
  expect(rename(estates, { name: 'Property', seen: { name: 'Estates' } })).toEqual({
    code: 'stale',
    args: { fields: ['name'] },
  })
  expect(rename(nobody, { name: 'Property' })).toMatchObject({ code: 'not-found', args: { what: 'party' } })
  expect(rename(estates, { name: 'Property', on: '2026-02-28' })).toMatchObject({ code: 'before-it-exists' })
})

test('a kind, a parent and aliases are given and taken back, each only where it differs', () => {
  const { edit, state } = aRecord()
  const all = { kind: 'team', parentId: fleet, addAliases: ['Est.', 'EST.', 'Estates'] }
  expect(edit(estates, all)).toEqual(['party-described', 'party-alias-added'])
  expect(state(estates)).toMatchObject({ kind: 'team', parent: fleet, aliases: ['EST.'] })
  expect(edit(estates, all)).toEqual([])
  expect(edit(estates, { kind: null, removeAliases: ['est.'] })).toEqual([
    'party-described',
    'party-alias-removed',
  ])
  expect(state(estates)).toMatchObject({ kind: null, parent: fleet, aliases: [] })
  expect(edit(estates, { kind: 'post', on: '2026-04-01' })).toEqual(['party-described'])
  expect(state(estates)?.kind).toBeNull()
})

test('a description is refused where it cannot be', () => {
  const { edit } = aRecord()
  expect(edit(estates, {})).toMatchObject({ code: 'nothing-said' })
  expect(edit(estates, { addAliases: ['fleet'] })).toMatchObject({
    code: 'name-taken',
    args: { name: 'fleet' },
  })
  expect(edit(estates, { parentId: estates })).toMatchObject({
    code: 'party-loop',
    args: { because: 'itself' },
  })
  expect(edit(estates, { parentId: fleet }, [estates])).toMatchObject({
    code: 'party-loop',
    args: { because: 'below' },
  })
  expect(edit(estates, { parentId: nobody })).toMatchObject({ code: 'not-found', args: { id: nobody } })
  expect(edit(estates, { kind: 'team' })).toEqual(['party-described'])
  expect(edit(estates, { kind: 'post', seen: { kind: null } })).toMatchObject({ args: { fields: ['kind'] } })
  expect(edit(estates, { kind: 'post', seen: { kind: 'team', parentId: fleet } })).toEqual([
    'party-described',
  ])
})

test('a merged party stands for nobody, and takes no further command', () => {
  const { merge, rename, edit, state } = aRecord()
  expect(merge(estates, estates)).toMatchObject({ code: 'party-loop', args: { because: 'itself' } })
  expect(merge(estates, nobody)).toMatchObject({ code: 'not-found', args: { id: nobody } })
  expect(merge(estates, fleet, [estates])).toMatchObject({ code: 'party-loop', args: { because: 'below' } })
  expect(merge(estates, fleet)).toEqual(['party-merged'])
  expect(state(estates)).toMatchObject({ mergedInto: fleet, name: 'Estates' })
  const refused = { code: 'party-merged', args: { into: fleet } }
  expect(rename(estates, { name: 'Property' })).toEqual(refused)
  expect(rename(estates, { name: 'Property', on: '2026-03-02' })).toEqual(refused)
  expect(edit(estates, { kind: 'team' })).toEqual(refused)
  expect(merge(estates, fleet)).toEqual(refused)
  expect(merge(fleet, estates)).toEqual(refused)
})

test('an event that cannot apply leaves a party as it was', () => {
  const { rename, events } = aRecord()
  rename(fleet, { name: 'Vehicles' })
  const [renamed] = events.slice(-1)
  expect(foldParty(renamed === undefined ? [] : [renamed])).toBeNull()
})
