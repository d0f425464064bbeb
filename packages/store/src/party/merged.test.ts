import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type ActionState,
  addDays,
  type CommandName,
  foldAction,
  foldParty,
  type Id,
  type ReadAt,
} from '@beatbook/domain'
import { countedIds, TODAY } from '@beatbook/testkit'
import fc from 'fast-check'
import { Kysely } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { dialectOf } from '../database/dialect.ts'
import { locationOf } from '../database/location.ts'
import { openStore, type Store } from '../open.ts'
import { checkRecord } from '../record/check.ts'
import type { Schema } from '../schema.ts'
import { eventsOf, seenAt } from '../stream/events.ts'
import { type FreshDatabase, freshDatabase } from '../testing/cluster.ts'
import { accept, anId, at, by, everything, harbour, serverForms } from '../testing.ts'

let folder: string
let database: FreshDatabase | null
let url: string
let store: Store
let db: Kysely<Schema>
let seconds: number

const open = () =>
  openStore({
    url,
    thread: false,
    newId: countedIds(3),
    now: () => at(seconds),
    today: () => TODAY,
    ...(database === null ? {} : { files: join(folder, 'files') }),
  })

const fresh = async (place: 'file' | 'server' = 'file') => {
  folder = mkdtempSync(join(tmpdir(), 'beatbook-merged-'))
  database = place === 'server' ? await freshDatabase() : null
  url = database?.url ?? `sqlite:${join(folder, 'record.db')}`
  seconds = 0
  store = await open()
  db = new Kysely<Schema>({ dialect: dialectOf(locationOf(url), 'reader') })
  const owners = (...names: string[]) => ({
    owners: names.map((name) => ({ name, duty: 'responsible' as const })),
  })
  await accept(
    store,
    harbour(
      { ref: '1', ...owners('Area Supt'), level: 'red' },
      { ref: '2', ...owners('Area Superintendent', 'Area Supt') },
      { ref: '3', ...owners('Fleet') },
    ),
  )
}
const close = async () => {
  await db.destroy()
  await store.close()
  await database?.drop()
  rmSync(folder, { recursive: true })
}

const run = (name: CommandName, input: object) =>
  store.commands.run(name, input as never, by('ada', ++seconds))

const idsOf = async (kind: 'action' | 'party') =>
  (
    await db
      .selectFrom('event')
      .select('stream_id as id')
      .distinct()
      .where('stream_kind', '=', kind)
      .execute()
  ).map((row) => row.id)

/** Who owns what, folded from the events: the actions of each party that stands for itself. */
const foldedOwners = async (when: ReadAt): Promise<Map<Id, ActionState[]>> => {
  const known = { knownAt: when.knownAt }
  const parties = new Map(
    [...(await eventsOf(db, 'party', await idsOf('party')))].flatMap(([id, events]) => {
      const state = foldParty(events.filter(seenAt(known)))
      return state === null ? [] : [[id, state]]
    }),
  )
  const root = (id: Id): Id => {
    const into = parties.get(id)?.mergedInto ?? null
    return into === null ? id : root(into)
  }
  const owned = new Map<Id, ActionState[]>()
  for (const events of (await eventsOf(db, 'action', await idsOf('action'))).values()) {
    const action = foldAction(events.filter(seenAt(when)))
    if (action === null || action.withdrawn) continue
    for (const id of new Set(action.owners.map(({ partyId }) => root(partyId))))
      owned.set(id, [...(owned.get(id) ?? []), action])
  }
  return owned
}

const someStep = fc.record({
  say: fc.constantFrom('own', 'own', 'own', 'merge', 'merge', 'rename', 'withdraw', 'undo', 'undo'),
  action: fc.nat(2),
  party: fc.nat(9),
  other: fc.nat(9),
  daysAgo: fc.constantFrom(0, 0, 30, 100),
})

describe('in a file', () => {
  beforeEach(() => fresh())
  afterEach(close)

  test('on any date, as known at any instant, each owner has the actions that the events give it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(someStep, { minLength: 1, maxLength: 14 }), async (steps) => {
        await close()
        await fresh()
        const actions = await idsOf('action')
        const given: string[] = []
        for (const { say, action, party, other, daysAgo } of steps) {
          const ids = await idsOf('party')
          const [one = '', two = ''] = [ids[party % ids.length], ids[other % ids.length]]
          const commandId = anId()
          const on = addDays(TODAY, -daysAgo)
          const actionId = actions[action]
          const answer = await {
            own: () =>
              run('edit-action', {
                commandId,
                actionId,
                on,
                owners: party === 9 ? [{ name: `Owner ${other}` }] : [{ partyId: one }, { partyId: two }],
                seen: {},
              }),
            merge: () => run('merge-parties', { commandId, partyId: one, intoId: two }),
            rename: () =>
              run('rename-party', { commandId, partyId: one, name: `Owner ${other}`, on, seen: {} }),
            withdraw: () => run('withdraw-action', { commandId, actionId, on, reason: 'Board', seen: {} }),
            undo: () =>
              run('undo-command', { commandId, undoes: given[party % Math.max(1, given.length)] ?? anId() }),
          }[say]()
          if (answer.ok && !answer.value.unchanged) given.push(commandId)
        }
        const instants = [undefined, at(Math.ceil(seconds / 2)), at(seconds)]
        const dates = [undefined, TODAY, addDays(TODAY, -30), addDays(TODAY, -101)]
        for (const knownAt of instants)
          for (const asAt of dates) {
            const when = { ...(asAt ? { asAt } : {}), ...(knownAt ? { knownAt } : {}) }
            const folded = await foldedOwners(when)
            const expected = new Map([...folded].map(([id, all]) => [id, all.length]))
            const listed = await store.parties.list({ sort: 'name', descending: false, limit: 100, ...when })
            const owning = listed.rows.filter((row) => row.actions > 0)
            expect(new Map(owning.map(({ id, actions }) => [id, actions]))).toEqual(expected)
            expect(new Map(owning.map(({ id, red }) => [id, red.declared]))).toEqual(
              new Map(
                [...folded].map(([id, all]) => [id, all.filter(({ level }) => level === 'red').length]),
              ),
            )
            const plan = await store.plans.get('harbour', when)
            expect(new Map(plan?.owners.map((owner) => [owner.partyId, owner.actions]))).toEqual(expected)
            for (const [id, all] of folded) {
              const page = await store.actions.list({ ...everything, owner: id, ...when })
              expect(page.count).toBe(all.length)
              expect(page.rows.map((row) => row.id).sort()).toEqual(all.map((each) => each.id).sort())
              for (const row of page.rows) expect(row.owners.map((owner) => owner.partyId)).toContain(id)
            }
          }
        await store.close()
        expect((await checkRecord(url.slice('sqlite:'.length))).faults).toEqual([])
        store = await open()
      }),
      { numRuns: 15 },
    )
  }, 120_000)
})

const partyNamed = async (name: string, when: ReadAt = {}) => {
  const found = await store.parties.get(name, when)
  if (found === null) throw new Error(`no party ${name}`)
  return found
}
const merge = async (goes: string, into: string) => {
  const commandId = anId()
  const [{ id: partyId }, { id: intoId }] = [await partyNamed(goes), await partyNamed(into)]
  return { commandId, answer: await run('merge-parties', { commandId, partyId, intoId }) }
}
const ownersOf = async (address: string, when: ReadAt = {}) => {
  const found = await store.actions.get(address, when)
  return found.ok ? found.value.owners.map(({ name }) => name) : []
}

describe.each<'file' | 'server'>(serverForms.length === 0 ? ['file'] : ['file', 'server'])(
  'in a %s',
  (place) => {
    beforeEach(() => fresh(place))
    afterEach(close)

    test('a merge joins what both own on every day, and its undo parts them again', async () => {
      const before = at(seconds)
      const { commandId, answer } = await merge('Area Supt', 'Area Superintendent')
      expect(answer).toMatchObject({ ok: true })
      expect(await ownersOf('harbour/1')).toEqual(['Area Superintendent'])
      expect(await ownersOf('harbour/2')).toEqual(['Area Superintendent'])
      expect(await ownersOf('harbour/1', { asAt: addDays(TODAY, -30) })).toEqual(['Area Superintendent'])
      expect(await ownersOf('harbour/2', { knownAt: before })).toEqual(['Area Superintendent', 'Area Supt'])
      const view = await partyNamed('area supt')
      expect(view).toMatchObject({
        name: 'Area Superintendent',
        aliases: ['Area Supt'],
        actions: 2,
        red: { declared: 1 },
        merged: [{ name: 'Area Supt', commandId }],
        plans: [{ code: 'harbour', actions: 2 }],
      })
      expect((await store.actions.list({ ...everything, text: 'superintendent' })).count).toBe(2)
      expect(
        (await store.actions.list({ ...everything, text: 'superintendent', knownAt: before })).count,
      ).toBe(1)
      expect((await store.actions.list({ ...everything, owner: 'Area Supt' })).count).toBe(2)

      expect(await run('undo-command', { commandId: anId(), undoes: commandId })).toMatchObject({ ok: true })
      expect(await ownersOf('harbour/2')).toEqual(['Area Superintendent', 'Area Supt'])
      expect(await partyNamed('area supt')).toMatchObject({ name: 'Area Supt', actions: 2, merged: [] })
      expect(await partyNamed('area superintendent')).toMatchObject({ actions: 1 })
      expect((await store.actions.list({ ...everything, text: 'superintendent' })).count).toBe(1)
    })

    test('My work, imports and edits take a merged owner for the one that stays', async () => {
      const { id } = await partyNamed('Area Supt')
      await store.work.answerFor('ada', [id])
      await merge('Area Supt', 'Area Superintendent')
      const kept = await partyNamed('Area Superintendent')
      expect((await store.work.mine('ada')).parties).toEqual([
        { id: kept.id, name: kept.name, because: 'answers', since: null },
      ])
      expect((await store.work.parties('ada')).filter(({ mine }) => mine)).toMatchObject([
        { id: kept.id, actions: 2 },
      ])
      const [, , third = ''] = await idsOf('action')
      const owners = [{ name: 'AREA SUPT' }, { partyId: id, duty: 'consulted' }]
      await run('edit-action', { commandId: anId(), actionId: third, owners, seen: {} })
      const [events = []] = (await eventsOf(db, 'action', [third])).values()
      expect(events.at(-1)?.facts).toMatchObject({
        owners: [
          { partyId: kept.id, duty: 'responsible' },
          { partyId: kept.id, duty: 'consulted' },
        ],
      })
      const market = harbour({ ref: '9', owners: [{ name: 'Area Supt', duty: 'responsible' }] })
      await accept(store, {
        ...market,
        plans: market.plans.map((plan) => ({ ...plan, title: 'Market plan' })),
      })
      expect(await ownersOf('market/9')).toEqual(['Area Superintendent'])
      expect(await partyNamed('Area Superintendent')).toMatchObject({
        plans: [{ code: 'harbour' }, { code: 'market', actions: 1 }],
      })
    })

    test('a renamed owner has each name on its days, and is found by all of them', async () => {
      const { id: partyId } = await partyNamed('Fleet')
      const on = addDays(TODAY, -10)
      const commandId = anId()
      const given = { commandId, partyId, name: 'Vehicles', on, seen: { name: 'Fleet' } }
      expect(await run('rename-party', given)).toMatchObject({ ok: true })
      expect(await ownersOf('harbour/3')).toEqual(['Vehicles'])
      expect(await ownersOf('harbour/3', { asAt: on })).toEqual(['Vehicles'])
      expect(await ownersOf('harbour/3', { asAt: addDays(on, -1) })).toEqual(['Fleet'])
      for (const owner of ['fleet', 'vehicles'])
        expect((await store.actions.list({ ...everything, owner })).count, owner).toBe(1)
      for (const text of ['fleet', 'vehicles', 'fleet vehicles'])
        expect((await store.actions.list({ ...everything, text })).count, text).toBe(1)
      const other = { commandId: anId(), partyId, name: 'Cars', seen: { name: 'Fleet' } }
      expect(await run('rename-party', other)).toMatchObject({
        error: { code: 'stale', args: { fields: ['name'] } },
      })
      const { id: areaId } = await partyNamed('Area Supt')
      for (const name of ['FLEET', 'vehicles'])
        expect(
          await run('rename-party', { commandId: anId(), partyId: areaId, name, seen: {} }),
        ).toMatchObject({
          error: { code: 'name-taken', args: { party: partyId } },
        })
      expect(await run('undo-command', { commandId: anId(), undoes: commandId })).toMatchObject({ ok: true })
      expect(await ownersOf('harbour/3')).toEqual(['Fleet'])
      expect(await store.parties.get('vehicles')).toBeNull()
    })

    test('an undo is refused while a name it gives back is in use, and names what is in the way', async () => {
      const { id: partyId } = await partyNamed('Fleet')
      const commandId = anId()
      await run('rename-party', { commandId, partyId, name: 'Vehicles', seen: {} })
      const undoing = anId()
      await run('undo-command', { commandId: undoing, undoes: commandId })
      const { id: areaId } = await partyNamed('Area Supt')
      await run('rename-party', { commandId: anId(), partyId: areaId, name: 'Vehicles', seen: {} })
      expect(await run('undo-command', { commandId: anId(), undoes: undoing })).toMatchObject({
        error: { code: 'contradicts-later' },
      })
    })

    test('merges follow each other, never in a circle', async () => {
      await merge('Area Supt', 'Area Superintendent')
      await merge('Area Superintendent', 'Fleet')
      expect(await partyNamed('Area Supt')).toMatchObject({ name: 'Fleet', actions: 3 })
      expect(await partyNamed('Fleet')).toMatchObject({
        merged: [{ name: 'Area Superintendent' }, { name: 'Area Supt' }],
      })
      const [{ id }] = [await partyNamed('Fleet')]
      expect(await run('merge-parties', { commandId: anId(), partyId: id, intoId: id })).toMatchObject({
        error: { code: 'party-loop', args: { because: 'itself' } },
      })
    })

    test('a parent is a party as it is now, and never itself or one below', async () => {
      const [fleet, supt, sup] = [
        await partyNamed('Fleet'),
        await partyNamed('Area Supt'),
        await partyNamed('Area Superintendent'),
      ]
      const edit = (partyId: Id, input: object) =>
        run('edit-party', { commandId: anId(), partyId, seen: {}, ...input })
      expect(await edit(fleet.id, { parentId: supt.id, kind: 'team' })).toMatchObject({ ok: true })
      expect(await edit(supt.id, { parentId: fleet.id })).toMatchObject({ error: { code: 'party-loop' } })
      expect(await edit(sup.id, { parentId: fleet.id })).toMatchObject({ ok: true })
      // Fleet belongs to the one that goes, and Area Superintendent to Fleet.
      expect((await merge('Area Supt', 'Area Superintendent')).answer).toMatchObject({
        error: { code: 'party-loop', args: { because: 'below' } },
      })
      expect(await edit(sup.id, { parentId: null })).toMatchObject({ ok: true })
      await merge('Area Supt', 'Area Superintendent')
      expect(await partyNamed('Fleet')).toMatchObject({
        kind: 'team',
        parent: { name: 'Area Superintendent' },
      })
      expect(await partyNamed('Area Superintendent')).toMatchObject({ below: [{ name: 'Fleet' }] })
    })

    test('owners that may be the same are proposed, and those with more actions stay', async () => {
      expect(await store.parties.alike()).toMatchObject([
        {
          keep: { name: 'Area Supt', actions: 2 },
          other: { name: 'Area Superintendent', actions: 1 },
          because: 'abbreviation',
        },
      ])
      await merge('Area Superintendent', 'Area Supt')
      expect(await store.parties.alike()).toEqual([])
    })

    test('a doubled owner is split in all its actions by one command, with the duties it had, and by one undo back', async () => {
      const kept = await partyNamed('Area Supt')
      const [first = '', second = ''] = await idsOf('action')
      const accountable = { owners: [{ partyId: kept.id, duty: 'accountable' }, { name: 'Fleet' }] }
      await run('edit-action', { commandId: anId(), actionId: first, ...accountable, seen: {} })
      await run('withdraw-action', { commandId: anId(), actionId: second, reason: 'Board', seen: {} })
      const split = (input: object) =>
        run('split-owner', {
          commandId: anId(),
          partyId: kept.id,
          into: ['Dock Supt', 'FLEET'],
          seen: {},
          ...input,
        })
      expect(await split({ seen: { actions: 2 } })).toMatchObject({
        error: { code: 'stale', args: { fields: ['actions'] } },
      })
      expect(await split({ into: ['Fleet', 'fleet'] })).toMatchObject({ error: { code: 'split-too-small' } })
      expect(await split({ partyId: anId() })).toMatchObject({ error: { code: 'not-found' } })
      const commandId = anId()
      expect(await split({ commandId, seen: { actions: 1 }, reason: 'Two people' })).toMatchObject({
        ok: true,
      })
      const found = await store.actions.get('harbour/1')
      expect(found.ok && found.value.owners.map(({ name, duty }) => `${name}: ${duty}`)).toEqual([
        'Dock Supt: accountable',
        'Fleet: accountable',
        'Fleet: responsible',
      ])
      expect(await partyNamed('Area Supt')).toMatchObject({ actions: 0 })
      expect(await partyNamed('Dock Supt')).toMatchObject({ actions: 1 })
      // An action that is withdrawn keeps its owners.
      expect(await ownersOf('harbour/2')).toEqual(['Area Superintendent', 'Area Supt'])
      expect(await run('undo-command', { commandId: anId(), undoes: commandId })).toMatchObject({ ok: true })
      expect(await ownersOf('harbour/1')).toEqual(['Area Supt', 'Fleet'])
      expect(await store.parties.get('Dock Supt')).toBeNull()
    })

    test('a split is of the actions that are counted: those of an archived plan keep the owner', async () => {
      const owners = [{ name: 'Area Supt', duty: 'responsible' as const }]
      const draft = harbour({ ref: 'A1', owners })
      await accept(store, {
        ...draft,
        plans: draft.plans.map((plan) => ({ ...plan, title: 'Quarry plan' })),
      })
      const plan = await store.plans.get('quarry')
      const archive = { commandId: anId(), planId: plan?.id ?? '', seen: {} }
      expect(await run('archive-plan', archive)).toMatchObject({ ok: true })
      const { id: partyId, actions } = await partyNamed('Area Supt')
      const into = ['Dock Supt', 'Dock Inspector']
      expect(await run('split-owner', { commandId: anId(), partyId, into, seen: { actions } })).toMatchObject(
        { ok: true },
      )
      expect(await ownersOf('quarry/A1')).toEqual(['Area Supt'])
    })

    test('a split also takes what a merged owner has', async () => {
      await merge('Area Superintendent', 'Area Supt')
      const { id: partyId } = await partyNamed('Area Supt')
      const into = ['Dock Supt', 'Dock Inspector']
      expect(await run('split-owner', { commandId: anId(), partyId, into, seen: {} })).toMatchObject({
        ok: true,
      })
      for (const address of ['harbour/1', 'harbour/2']) expect(await ownersOf(address)).toEqual(into)
    })
  },
)
