import { type CommandName, readTimescale } from '@beatbook/domain'
import { TODAY } from '@beatbook/testkit'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '../open.ts'
import {
  accept,
  actionAt,
  anId,
  anUpdateOf,
  by,
  everyForm,
  everything,
  freshStore,
  harbour,
} from '../testing.ts'

describe.each(everyForm)('with a record $form', (form) => {
  let store: Store
  let seconds: number
  let planId: string
  beforeEach(async () => {
    store = await freshStore(form)
    seconds = 0
    const owners = [{ name: 'Dock Team', duty: 'responsible' as const }]
    const draft = harbour(
      { ref: '1', text: 'Lights', level: 'red', owners, timescale: readTimescale('by June 2027').timescale },
      { ref: '2', text: 'Gates' },
      { ref: '3', text: 'Nets', owners, stage: 'complete' },
    )
    planId = (await accept(store, draft)).plans[0]?.id ?? ''
  })
  afterEach(() => store.close())

  const run = async (name: CommandName, input: object) => {
    const commandId = anId()
    const answer = await store.commands.run(
      name,
      { commandId, seen: {}, ...input } as never,
      by('ada', ++seconds),
    )
    return { commandId, answer }
  }
  const settled = async () => {
    while ((await store.plans.list()).some((plan) => plan.recalculating !== null))
      await new Promise(setImmediate)
  }
  const done = { answer: { ok: true, value: { unchanged: false } } }
  const refused = (code: string) => ({ answer: { ok: false, error: { code } } })
  const idOf = async (address: string) => (await actionAt(store, address)).id
  const words = async (plan = 'harbour', when: object = {}) =>
    (await store.actions.list({ ...everything, plan, ...when })).rows.map(({ ref, text }) => `${ref} ${text}`)
  const links = async (address: string) =>
    (await actionAt(store, address)).links.map(
      ({ kind, direction, address: other }) => `${kind} ${direction} ${other}`,
    )

  test('actions are put in another order, as known from then on, and back by one undo', async () => {
    const [first, second, third] = [await idOf('harbour/1'), await idOf('harbour/2'), await idOf('harbour/3')]
    expect(await run('place-actions', { actionIds: [third], before: first })).toMatchObject(done)
    expect(await words()).toEqual(['3 Nets', '1 Lights', '2 Gates'])
    const again = await run('place-actions', { actionIds: [second, third], before: first })
    expect(again).toMatchObject(done)
    expect(await words()).toEqual(['2 Gates', '3 Nets', '1 Lights'])
    expect(await run('place-actions', { actionIds: [second], before: third })).toMatchObject({
      answer: { ok: true, value: { unchanged: true } },
    })
    const known = by('ada', seconds - 2).now
    expect(await words('harbour', { knownAt: known })).toEqual(['3 Nets', '1 Lights', '2 Gates'])
    expect(await run('undo-command', { undoes: again.commandId })).toMatchObject(done)
    expect(await words()).toEqual(['3 Nets', '1 Lights', '2 Gates'])
    // A new action comes behind all of them.
    const added = { actionId: anId(), planId, words: 'Buoys' }
    expect(await run('add-action', added)).toMatchObject(done)
    expect(await words()).toEqual(['3 Nets', '1 Lights', '2 Gates', '4 Buoys'])
  })

  test('actions go to the end of another section, and into the middle of one', async () => {
    const sectionId = anId()
    await run('add-section', { planId, sectionId, title: 'Offices', seen: {} })
    const [first, second, third] = [await idOf('harbour/1'), await idOf('harbour/2'), await idOf('harbour/3')]
    expect(await run('place-actions', { actionIds: [first, second], sectionId })).toMatchObject(done)
    expect(await words()).toEqual(['3 Nets', '1 Lights', '2 Gates'])
    expect(await run('place-actions', { actionIds: [third], after: first })).toMatchObject(done)
    expect(await words()).toEqual(['1 Lights', '3 Nets', '2 Gates'])
    expect((await store.plans.get('harbour'))?.sections.map(({ counts }) => counts.actions)).toEqual([
      0, 0, 3,
    ])
    expect(await run('place-actions', { actionIds: [first], before: anId() })).toMatchObject(
      refused('not-found'),
    )
    expect(await run('place-actions', { actionIds: [first], sectionId: anId() })).toMatchObject(
      refused('not-found'),
    )
  })

  test('an action is split: the new ones stand behind it with its owners and date, linked to it, without a level', async () => {
    const actionId = await idOf('harbour/1')
    const parts = [
      { actionId: anId(), words: 'Lights of the quay' },
      { actionId: anId(), words: 'Lights of the gate @Estates by Oct 27', ref: '1b' },
    ]
    const split = await run('split-action', {
      actionId,
      parts,
      text: 'Lights of the pier',
      reason: 'Too large',
    })
    expect(split).toMatchObject(done)
    expect(await words()).toEqual([
      '1 Lights of the pier',
      '4 Lights of the quay',
      '1b Lights of the gate',
      '2 Gates',
      '3 Nets',
    ])
    expect(await actionAt(store, 'harbour/1')).toMatchObject({ id: actionId, level: 'red' })
    expect(await actionAt(store, 'harbour/4')).toMatchObject({
      level: null,
      stage: null,
      owners: [{ name: 'Dock Team' }],
      timescale: { said: 'by June 2027' },
    })
    expect(await actionAt(store, 'harbour/1b')).toMatchObject({
      owners: [{ name: 'Estates' }],
      timescale: { said: 'by Oct 27' },
    })
    expect(await links('harbour/4')).toEqual(['split-from to harbour/1'])
    expect(await links('harbour/1')).toEqual(['split-from from harbour/4', 'split-from from harbour/1b'])
    expect(await run('split-action', { actionId, parts })).toMatchObject(refused('id-reused'))
    const undone = await run('undo-command', { undoes: split.commandId })
    expect(undone).toMatchObject(done)
    expect(await words()).toEqual(['1 Lights', '2 Gates', '3 Nets'])
    expect(await links('harbour/1')).toEqual([])
    expect(await run('undo-command', { undoes: undone.commandId })).toMatchObject(done)
    expect((await words()).length).toBe(5)
    // Once something rests on a part, the split is not undone.
    await run('record-update', anUpdateOf(parts[0]?.actionId ?? ''))
    expect(await run('undo-command', { undoes: split.commandId })).toMatchObject({ answer: { ok: false } })
  })

  test('actions are merged into one: they are withdrawn with a link to it, and come back by one undo', async () => {
    const [actionId, other] = [await idOf('harbour/1'), await idOf('harbour/2')]
    await run('record-update', { ...anUpdateOf(other), text: 'Gates painted' })
    const merged = await run('merge-actions', { actionId, merged: [other], reason: 'The same work' })
    expect(merged).toMatchObject(done)
    expect(await words()).toEqual(['1 Lights', '3 Nets'])
    expect(await links('harbour/1')).toEqual(['merged-into from harbour/2'])
    expect(await run('merge-actions', { actionId, merged: [other], reason: 'Again' })).toMatchObject(
      refused('withdrawn'),
    )
    expect(await run('merge-actions', { actionId, merged: [actionId], reason: 'Itself' })).toMatchObject(
      refused('nothing-said'),
    )
    expect(await run('merge-actions', { actionId, merged: [anId()], reason: 'Nobody' })).toMatchObject(
      refused('not-found'),
    )
    expect(await run('undo-command', { undoes: merged.commandId })).toMatchObject(done)
    expect(await words()).toEqual(['1 Lights', '2 Gates', '3 Nets'])
    expect(await links('harbour/1')).toEqual([])
  })

  test('actions are copied, within their plan and to another, without history or links', async () => {
    const [first, third] = [await idOf('harbour/1'), await idOf('harbour/3')]
    const target = anId()
    const copies = [first, third].map((of) => ({ actionId: anId(), of }))
    await run('add-plan', { planId: target, title: 'Pier', code: 'pier', kind: 'action-plan' })
    expect(await run('copy-actions', { planId: target, copies })).toMatchObject(
      refused('plan-without-sections'),
    )
    await run('add-section', { planId: target, sectionId: anId(), title: 'All', seen: {} })
    expect(
      await run('copy-actions', { planId: target, copies, owners: true, timescales: false }),
    ).toMatchObject(done)
    expect(await words('pier')).toEqual(['1 Lights', '2 Nets'])
    expect(await actionAt(store, 'pier/1')).toMatchObject({
      level: null,
      owners: [{ name: 'Dock Team' }],
      timescale: { kind: 'none' },
    })
    expect(await links('pier/1')).toEqual([])
    const within = { planId, copies: [{ actionId: anId(), of: first }], owners: false, timescales: true }
    expect(await run('copy-actions', within)).toMatchObject(done)
    expect(await actionAt(store, 'harbour/4')).toMatchObject({ text: 'Lights', owners: [] })
    expect(await run('copy-actions', { planId, copies: [{ actionId: anId(), of: anId() }] })).toMatchObject(
      refused('not-found'),
    )
  })

  test('actions move to another plan and back: one history, two addresses, rated by the rules of each plan', async () => {
    const [first, third] = [await idOf('harbour/1'), await idOf('harbour/3')]
    const [target, sectionId] = [anId(), anId()]
    await run('add-plan', {
      planId: target,
      title: 'Pier',
      code: 'pier',
      kind: 'action-plan',
      on: '2026-01-01',
    })
    const move = {
      planId: target,
      actionIds: [first, third],
      on: '2026-10-02',
      reason: 'The pier team does it',
    }
    expect(await run('move-actions', move)).toMatchObject(refused('plan-without-sections'))
    await run('add-section', { planId: target, sectionId, title: 'All', on: '2026-01-01', seen: {} })
    await run('add-action', { actionId: anId(), planId: target, words: 'Boards', ref: '1', on: '2026-01-01' })
    expect(
      await run('pin-rag-rules', { planId: target, code: 'inspection-log', version: 1, seen: undefined }),
    ).toMatchObject(done)
    await settled()
    const before = await actionAt(store, 'harbour/1', { asAt: '2026-11-01' })
    const moved = await run('move-actions', move)
    expect(moved).toMatchObject(done)
    // The other plan has an action 1 already; there is no 3.
    expect(await words('pier')).toEqual(['1 Boards', '2 Lights', '3 Nets'])
    expect(await words()).toEqual(['2 Gates'])
    expect(await words('harbour', { asAt: '2026-10-01' })).toEqual(['1 Lights', '2 Gates', '3 Nets'])
    expect(await words('pier', { asAt: '2026-10-01' })).toEqual(['1 Boards'])
    expect(await words('harbour', { asAt: '2026-11-01', knownAt: by('ada', seconds - 1).now })).toHaveLength(
      3,
    )
    expect(await actionAt(store, 'harbour/1')).toMatchObject({
      id: first,
      address: 'pier/2',
      planCode: 'pier',
      section: 'All',
      level: 'red',
      owners: [{ name: 'Dock Team' }],
    })
    expect(await actionAt(store, 'pier/2', { asAt: '2026-10-01' })).toMatchObject({ address: 'harbour/1' })
    const why = async (address: string, asAt: string) => {
      const found = await store.rating.why(address, { asAt })
      return found.ok ? found.value.ragRules?.code : found.error.code
    }
    expect([await why(first, '2026-11-01'), await why(first, TODAY)]).toEqual([
      'force-default',
      'inspection-log',
    ])
    expect(before.computed?.rule).toBe('declared-red')
    expect((await actionAt(store, first)).computed).toMatchObject({ level: 'not-rated', since: TODAY })
    expect((await store.plans.get('harbour'))?.counts.actions).toBe(1)
    expect((await store.plans.get('pier'))?.counts.actions).toBe(3)
    const history = await store.actions.history('pier/2')
    expect(history.ok && history.value.at(-1)).toMatchObject({
      reason: 'The pier team does it',
      changes: [
        { field: 'ref', from: '1', to: '2' },
        { field: 'plan', from: { code: 'harbour' }, to: { id: target, code: 'pier' } },
        { field: 'section' },
      ],
    })
    for (const plan of ['harbour', 'pier']) {
      const changes = await store.actions.changes({ plan, limit: 100 })
      expect(changes.rows.filter(({ command }) => command === 'move-actions').length).toBe(2)
    }
    // Whoever moves them again to where they are changes nothing.
    expect(await run('move-actions', move)).toMatchObject({
      answer: { ok: true, value: { unchanged: true } },
    })
    const compared = await store.plans.whole('harbour', { asAt: '2026-11-01' })
    expect(compared?.actions.map(({ text }) => text)).toEqual(['Gates'])
    // What comes back has its old address again.
    const back = await run('move-actions', { planId, actionIds: [third] })
    expect(back).toMatchObject(done)
    expect((await actionAt(store, 'pier/3')).address).toBe('harbour/3')
    expect(await run('undo-command', { undoes: back.commandId })).toMatchObject(done)
    expect((await actionAt(store, 'harbour/3')).address).toBe('pier/3')
    expect(await run('undo-command', { undoes: moved.commandId })).toMatchObject(done)
    expect(await words()).toEqual(['1 Lights', '2 Gates', '3 Nets'])
    expect(await words('pier')).toEqual(['1 Boards'])
    await settled()
  })

  test('an undo gives an action back its rating in its own plan, where both plans have the same rules', async () => {
    const [first, target] = [await idOf('harbour/1'), anId()]
    const plan = { planId: target, title: 'Pier', code: 'pier', kind: 'delivery-plan', on: '2026-01-01' }
    await run('add-plan', plan)
    await run('add-section', { planId: target, sectionId: anId(), title: 'All', on: '2026-01-01' })
    await settled()
    const red = async (when: object = {}) => {
      const asked = { ...everything, computed: ['red'], ...when }
      return (await store.actions.list(asked as typeof everything)).rows.map(({ address }) => address).sort()
    }
    const before = await red()
    expect(before).toContain('harbour/1')
    const moved = await run('move-actions', { planId: target, actionIds: [first] })
    await settled()
    expect(await red({ plan: 'pier' })).toEqual(['pier/1'])
    expect(await run('undo-command', { undoes: moved.commandId })).toMatchObject(done)
    await settled()
    expect(await red()).toEqual(before)
    expect(await red({ plan: 'harbour' })).toEqual(before)
    expect(await red({ plan: 'harbour', asAt: TODAY })).toEqual(before)
    expect(await red({ plan: 'pier' })).toEqual([])
  })

  test('an action does not move to a plan that lacks its stage, nor a withdrawn one, nor out of an archived plan', async () => {
    const [first, second] = [await idOf('harbour/1'), await idOf('harbour/2')]
    const target = anId()
    await run('add-plan', { planId: target, title: 'Visit', code: 'visit', kind: 'recommendations' })
    await run('add-section', { planId: target, sectionId: anId(), title: 'All', seen: {} })
    await run('record-update', { ...anUpdateOf(first), stage: 'in-progress' })
    expect(await run('move-actions', { planId: target, actionIds: [first] })).toMatchObject(
      refused('stage-not-in-workflow'),
    )
    expect(
      await run('move-actions', { planId: target, actionIds: [second], on: '2020-01-01' }),
    ).toMatchObject(refused('before-it-exists'))
    expect(await run('move-actions', { planId: target, actionIds: [anId()] })).toMatchObject(
      refused('not-found'),
    )
    expect(await run('move-actions', { planId: target, actionIds: [second] })).toMatchObject(done)
    expect(await actionAt(store, 'visit/2')).toMatchObject({ workflow: 'inspectorate', text: 'Gates' })
    await run('withdraw-action', { actionId: second, reason: 'Twice' })
    expect(await run('move-actions', { planId, actionIds: [second] })).toMatchObject(refused('withdrawn'))
    await run('archive-plan', { planId })
    expect(await run('move-actions', { planId: target, actionIds: [first] })).toMatchObject(
      refused('plan-archived'),
    )
  })

  test('actions have tags and words about success, which lists filter by and searches find', async () => {
    const [first, second] = [await idOf('harbour/1'), await idOf('harbour/2')]
    const tagged = await run('edit-action', {
      actionId: first,
      tags: ['Night time', 'ASB', 'night  time'],
      success: 'Nobody falls in',
    })
    expect(tagged).toMatchObject(done)
    await run('edit-action', { actionId: second, tags: ['asb'] })
    const narrowed = (filter: object) => words('harbour', filter)
    expect(await actionAt(store, 'harbour/1')).toMatchObject({
      tags: ['Night time', 'ASB'],
      success: 'Nobody falls in',
    })
    expect(await narrowed({ tags: ['Asb'] })).toEqual(['1 Lights', '2 Gates'])
    expect(await narrowed({ tags: ['NIGHT TIME'] })).toEqual(['1 Lights'])
    expect(await narrowed({ tags: ['none'] })).toEqual(['3 Nets'])
    expect(await narrowed({ tags: ['none', 'night time'] })).toEqual(['1 Lights', '3 Nets'])
    expect(await narrowed({ tags: ['tide'] })).toEqual([])
    expect(await narrowed({ text: 'falls' })).toEqual(['1 Lights'])
    const rows = [first, second].map((actionId) => ({ actionId }))
    const changed = await run('change-actions', { planId, rows, addTags: ['Winter'], removeTags: ['asb'] })
    expect(changed).toMatchObject(done)
    expect((await actionAt(store, 'harbour/1')).tags).toEqual(['Night time', 'Winter'])
    expect(await narrowed({ tags: ['asb'] })).toEqual([])
    expect(await run('undo-command', { undoes: changed.commandId })).toMatchObject(done)
    expect(await narrowed({ tags: ['asb'] })).toEqual(['1 Lights', '2 Gates'])
    expect(await run('edit-action', { actionId: first, success: null, tags: [] })).toMatchObject(done)
    expect(await actionAt(store, 'harbour/1')).toMatchObject({ tags: [], success: null })
    const copies = [{ actionId: anId(), of: second }]
    await run('copy-actions', { planId, copies, owners: true, timescales: true })
    expect((await actionAt(store, 'harbour/4')).tags).toEqual(['asb'])
  })

  test('a plan is carried over to the next period: open actions with links, moved dates, no history', async () => {
    const target = anId()
    const given = { planId: target, fromPlanId: planId, title: 'Harbour 2028', as: 'carried-over', seen: {} }
    const begun = await run('begin-from-plan', {
      ...given,
      code: 'harbour-2028',
      owners: true,
      timescales: true,
      shift: '1y',
    })
    expect(begun).toMatchObject(done)
    expect(await words('harbour-2028')).toEqual(['1 Lights', '2 Gates'])
    expect(await actionAt(store, 'harbour-2028/1')).toMatchObject({
      level: null,
      owners: [{ name: 'Dock Team' }],
      timescale: { said: 'by June 2028' },
    })
    expect(await links('harbour-2028/1')).toEqual(['continues to harbour/1'])
    expect(await words('harbour')).toEqual(['1 Lights', '2 Gates', '3 Nets'])
    expect(await store.plans.get('harbour-2028')).toMatchObject({
      title: 'Harbour 2028',
      sections: [{ counts: { actions: 2 } }, { counts: { actions: 0 } }],
    })
    expect(await run('undo-command', { undoes: begun.commandId })).toMatchObject(done)
    expect(await store.plans.get('harbour-2028')).toBeNull()
    const other = {
      planId: anId(),
      title: 'Recommendations',
      workflow: 'inspectorate',
      updatePeriod: 'month',
    }
    await run('add-plan', { ...other, kind: 'action-plan' })
    const again = { planId: anId(), fromPlanId: other.planId, title: 'Again', as: 'template', seen: {} }
    await run('begin-from-plan', { ...again, owners: true, timescales: true })
    expect(await store.plans.get(again.planId)).toMatchObject({
      workflow: 'inspectorate',
      updatePeriod: null,
    })
    expect(await store.plans.get(other.planId)).toMatchObject({
      workflow: 'inspectorate',
      updatePeriod: 'month',
    })
    const template = { ...given, planId: anId(), as: 'template', owners: false, timescales: false }
    expect(await run('begin-from-plan', template)).toMatchObject(done)
    const listed = await store.actions.list({ ...everything, plan: template.planId })
    expect(listed.rows.map(({ text, owners, timescale }) => [text, owners.length, timescale.kind])).toEqual([
      ['Lights', 0, 'none'],
      ['Gates', 0, 'none'],
      ['Nets', 0, 'none'],
    ])
    expect(await run('begin-from-plan', { ...given, planId: anId(), seen: { actions: 7 } })).toMatchObject(
      refused('stale'),
    )
  })

  test('nothing is put elsewhere, split or merged in an archived plan, but another one may begin from it', async () => {
    const [first, second] = [await idOf('harbour/1'), await idOf('harbour/2')]
    await run('archive-plan', { planId })
    const parts = [{ actionId: anId(), words: 'A part' }]
    expect(await run('place-actions', { actionIds: [second], before: first })).toMatchObject(
      refused('plan-archived'),
    )
    expect(await run('split-action', { actionId: first, parts })).toMatchObject(refused('plan-archived'))
    expect(await run('merge-actions', { actionId: first, merged: [second], reason: 'One' })).toMatchObject(
      refused('plan-archived'),
    )
    const copies = [{ actionId: anId(), of: first }]
    expect(await run('copy-actions', { planId, copies, owners: true, timescales: true })).toMatchObject(
      refused('plan-archived'),
    )
    const begun = { planId: anId(), fromPlanId: planId, title: 'Pier', as: 'template' }
    expect(await run('begin-from-plan', { ...begun, owners: true, timescales: true })).toMatchObject(done)
  })
})
