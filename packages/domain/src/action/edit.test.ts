import { aContext, aDraft, anAction, aPlan, aRecordOf, aSection, countedIds, TODAY } from '@beatbook/testkit'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PlanEvent } from '../plan/events.ts'
import type { Pending, Recorded } from '../stream/event.ts'
import { foldWords } from '../words/fold.ts'
import { foldAction } from './action.ts'
import { editAction } from './commands.ts'
import { decideRecordUpdate, decideWithdrawAction } from './decide.ts'
import { decideEditAction } from './edit.ts'
import { takeSlug } from './slug.ts'

/** Two actions of 29 June 2022 in two sections, the first owned by Estates, and edits of the first. */
const aPlanInUse = () => {
  const owned = { owners: [{ name: 'Estates', duty: 'responsible' as const }], ownerSaid: 'Estates' }
  const sections = [
    aSection({ key: 's1', title: 'On the street', actions: [anAction({ key: 'a1', ref: '1', ...owned })] }),
    aSection({ key: 's2', title: 'In the office', actions: [anAction({ key: 'a2', ref: '2', owners: [] })] }),
  ]
  const { record, actionIds } = aRecordOf(aDraft({ plans: [aPlan({ sections })] }))
  const [actionId = '', otherId = ''] = actionIds
  const newId = countedIds(5)
  const context = aContext({ newId })
  const state = (on?: string) => foldAction(record.history(actionId), on)
  const planId = state()?.planId ?? ''
  const plan = () =>
    record.events.filter(({ stream }) => stream.id === planId) as unknown as Recorded<PlanEvent>[]
  const parties = () => {
    const all = record.events.filter(({ type }) => type === 'party-added')
    return {
      byName: new Map(all.map(({ stream, words }) => [foldWords(String(words.name)), stream.id])),
      ids: new Set(all.map(({ stream }) => stream.id)),
    }
  }
  const slugs = new Set([foldAction(record.history(otherId))?.slug ?? ''])
  const edit = (given: object) =>
    decideEditAction(
      record.history(actionId),
      editAction.input.parse({ commandId: newId(), actionId, ...given }),
      { parties: parties(), slugs, plan: plan() },
      context,
    )
  const commit = (decided: ReturnType<typeof edit>) => {
    if (!decided.ok) throw new Error(JSON.stringify(decided.error))
    record.append(decided.value as Pending[])
    return decided.value.map(({ type }) => type)
  }
  const sectionOf = (title: string) => record.plan(planId)?.sections.find((each) => each.title === title)?.id
  return { record, actionId, otherId, context, newId, state, edit, commit, sectionOf, parties }
}

test('an edit changes the fields it states and leaves the others', () => {
  const { edit, commit, state, sectionOf } = aPlanInUse()
  const before = state()
  const sectionId = sectionOf('In the office')
  expect(commit(edit({ text: 'Fit ten doorbells', ref: '7', sectionId, reason: 'Board' }))).toEqual([
    'action-revised',
  ])
  expect(state()).toMatchObject({
    text: 'Fit ten doorbells',
    ref: '7',
    slug: '7',
    refOrigin: 'given',
    sectionId,
    owners: before?.owners,
    ownerSaid: 'Estates',
  })
  expect(state('2026-11-19')).toMatchObject({ text: before?.text, ref: '1', slug: '1' })
})

describe('owners', () => {
  test('an existing name is that party, and a new one adds a party in the same command', () => {
    const { edit, commit, state, parties } = aPlanInUse()
    const estates = parties().byName.get('estates')
    expect(commit(edit({ owners: [{ name: ' ESTATES ', duty: 'consulted' }, { name: 'Fleet' }] }))).toEqual([
      'party-added',
      'action-revised',
    ])
    expect(state()?.owners).toEqual([
      { partyId: estates, duty: 'consulted' },
      { partyId: parties().byName.get('fleet'), duty: 'responsible' },
    ])
    expect(state()?.ownerSaid).toBeNull()
  })

  test('a new name twice is one party, and a party with the same duty is named once', () => {
    const { edit, commit, state } = aPlanInUse()
    expect(commit(edit({ owners: [{ name: 'Fleet' }, { name: 'fleet' }] }))).toEqual([
      'party-added',
      'action-revised',
    ])
    expect(state()?.owners.length).toBe(1)
  })

  test.each(['TBC', 'to be confirmed', '(TBA)'])('“%s” is no party and stays in the words', (name) => {
    const { edit, commit, state } = aPlanInUse()
    expect(commit(edit({ owners: [{ name }] }))).toEqual(['action-revised'])
    expect(state()).toMatchObject({ owners: [], ownerSaid: name })
  })

  test('names are read as in a document, and a stated duty has precedence', () => {
    const { edit, commit, state, parties } = aPlanInUse()
    commit(edit({ owners: [{ name: 'Lead: Fleet; Custody', duty: 'informed' }, { name: 'Lead: Training' }] }))
    const { byName } = parties()
    expect(state()?.owners).toEqual([
      { partyId: byName.get('fleet'), duty: 'informed' },
      { partyId: byName.get('custody'), duty: 'informed' },
      { partyId: byName.get('training'), duty: 'accountable' },
    ])
  })

  test.each([[[]], [[{ name: 'none' }]]])('nobody owns the action after %j', (owners) => {
    const { edit, commit, state } = aPlanInUse()
    commit(edit({ owners }))
    expect(state()).toMatchObject({ owners: [], ownerSaid: null })
  })

  test('the id of a party that does not exist is refused', () => {
    const { edit, newId } = aPlanInUse()
    expect(edit({ owners: [{ partyId: newId() }] })).toMatchObject({
      error: { code: 'not-found', args: { what: 'party' } },
    })
  })
})

describe('a new ref', () => {
  test('that another action has or had gets a number after a tilde', () => {
    const { edit, commit, state } = aPlanInUse()
    commit(edit({ ref: '2' }))
    expect(state()).toMatchObject({ ref: '2', slug: '2~2' })
  })

  test('with the same address keeps it', () => {
    const { edit, commit, state } = aPlanInUse()
    commit(edit({ ref: '1.' }))
    expect(state()).toMatchObject({ ref: '1.', slug: '1' })
  })

  test('never has the address of another action', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('1', '2', '2~2', '2.', 'A/7'), { maxLength: 6 }), (refs) => {
        const { edit, commit, state } = aPlanInUse()
        for (const ref of refs) {
          commit(edit({ ref }))
          expect(state()?.ref).toBe(ref)
          expect(state()?.slug).not.toBe('2')
          expect([takeSlug(ref, new Set()), takeSlug(ref, new Set(['2']))]).toContain(state()?.slug)
        }
      }),
    )
  })
})

test('nothing is recorded where nothing changes on the day, also where a stale version was seen', () => {
  const { edit, commit, state, parties, sectionOf } = aPlanInUse()
  const text = state()?.text ?? ''
  const owners = [{ partyId: parties().byName.get('estates') }]
  const same = { text, ref: '1', sectionId: sectionOf('On the street'), owners }
  expect(edit(same)).toEqual({ ok: true, value: [] })
  commit(edit({ text: 'Fit ten doorbells' }))
  expect(edit({ text: 'Fit ten doorbells', seen: { text: 0 } })).toEqual({ ok: true, value: [] })
  expect(edit({ text, on: '2026-11-19' })).toEqual({ ok: true, value: [] })
})

test('a field that somebody else changed since is refused as stale, others are not', () => {
  const { edit, commit, state, sectionOf } = aPlanInUse()
  const seen = state()?.touched
  commit(edit({ ref: '7', owners: [{ name: 'Fleet' }] }))
  expect(edit({ ref: '8', owners: [], text: 'Fit ten doorbells', seen })).toMatchObject({
    error: { code: 'stale', args: { fields: ['ref', 'owners'] } },
  })
  expect(edit({ text: 'Fit ten doorbells', sectionId: sectionOf('In the office'), seen })).toMatchObject({
    ok: true,
  })
})

test.each([
  ['nothing-said', {}],
  ['effective-in-future', { text: 'Held', on: '2026-11-21' }],
  ['before-it-exists', { text: 'Held', on: '2022-06-28' }],
  ['not-found', { sectionId: '00000000-0000-7000-8000-0000000000ff' }],
])('is refused with %s: %j', (code, given) => {
  expect(aPlanInUse().edit(given)).toMatchObject({ ok: false, error: { code } })
})

test('an action that does not exist is not found, and a withdrawn one is not edited', () => {
  const { record, actionId, context, edit } = aPlanInUse()
  const input = editAction.input.parse({ commandId: context.newId(), actionId, text: 'Held' })
  const nothing = {
    parties: { byName: new Map(), ids: new Set<string>() },
    slugs: new Set<string>(),
    plan: null,
  }
  expect(decideEditAction([], input, nothing, context)).toMatchObject({ error: { code: 'not-found' } })
  const command = { commandId: context.newId(), actionId, reason: 'Merged', seen: {} }
  const withdrawn = decideWithdrawAction(record.history(actionId), command, context)
  if (withdrawn.ok) record.append(withdrawn.value as Pending[])
  expect(edit({ text: 'Held' })).toMatchObject({ error: { code: 'withdrawn' } })
})

test('a back-dated edit is refused while the action was withdrawn, and otherwise leaves later words as they are', () => {
  const { record, actionId, context, edit, commit, state, newId } = aPlanInUse()
  commit(edit({ text: 'Fit ten doorbells', on: '2026-05-01' }))
  commit(edit({ text: 'Fit nine doorbells', on: '2026-04-01' }))
  expect(state('2026-04-30')?.text).toBe('Fit nine doorbells')
  expect(state()?.text).toBe('Fit ten doorbells')
  const update = { commandId: newId(), actionId, updateId: newId(), text: 'Held', on: TODAY, seen: {} }
  const said = decideRecordUpdate(record.history(actionId), update, context)
  if (said.ok) record.append(said.value as Pending[])
  expect(edit({ text: 'Fit eight doorbells', on: '2026-06-01' })).toMatchObject({ ok: true })
})
