import { namesIn, pastIn } from '@beatbook/contract'
import { commands, historyOf, type Refusal } from '@beatbook/domain'
import { aDraft } from '@beatbook/testkit'
import { TRPCError } from '@trpc/server'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { procedureName } from './command/procedure-name.ts'
import { refusalOf } from './errors.ts'
import type { LiveChange } from './feed.ts'
import { createCallerFactory } from './procedures.ts'
import { appRouter } from './router.ts'
import { aContext, anId, aPerson, aStore } from './testing/call.ts'

let store: Awaited<ReturnType<typeof aStore>>
beforeEach(async () => {
  store = await aStore()
})
afterEach(() => store.close())

const callAs = (given: Parameters<typeof aContext>[1] = {}) =>
  createCallerFactory(appRouter)(aContext(store, given))

/** Accepts the one-action plan of a draft; returns a caller and the plan's code. */
const withPlan = async () => {
  const call = callAs()
  const draftId = anId()
  await store.drafts.put({
    id: draftId,
    author: aPerson('editor').id,
    now: '2026-11-20T09:00:00.000Z',
    draft: aDraft(),
  })
  const { plans } = await call.commands.acceptDraft({ commandId: anId(), draftId })
  return { call, code: plans[0]?.code ?? '' }
}

const refusalFrom = async (call: Promise<unknown>): Promise<Refusal | null> => {
  const error = await call.then(
    () => new Error('it was not refused'),
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof TRPCError)) throw error
  return refusalOf(error)
}

test('every command of the domain is a procedure', () => {
  const procedures = Object.keys(appRouter._def.procedures).filter((name) => name.startsWith('commands.'))
  expect(procedures.sort()).toEqual(
    (Object.keys(commands) as (keyof typeof commands)[])
      .map((name) => `commands.${procedureName(name)}`)
      .sort(),
  )
})

test('the session has the caller, the force and the day', async () => {
  expect(await callAs().session.me()).toEqual({
    person: aPerson('editor'),
    force: 'Bridewell Police',
    crest: null,
    marking: 'OFFICIAL',
    today: '2026-11-20',
    version: '0.0.0',
    filesChecked: false,
  })
  expect(await callAs({ person: null }).session.me()).toMatchObject({ person: null })
})

test('an accepted draft is a plan that lists its actions', async () => {
  const { call, code } = await withPlan()
  expect(await call.plans.list()).toMatchObject([{ code, counts: { actions: 1 } }])
  expect(await call.plans.get({ plan: code })).toMatchObject({ sections: [{ counts: { actions: 1 } }] })
  expect(await call.actions.list({ plan: code })).toMatchObject({
    rows: [{ address: `${code}/1` }],
    count: 1,
    next: null,
  })
})

test('a recorded update is in the history with the name of its actor', async () => {
  const { call, code } = await withPlan()
  const action = await call.actions.get({ address: `${code}/1` })
  const outcome = await call.commands.recordUpdate({
    commandId: anId(),
    actionId: action.id,
    updateId: anId(),
    text: 'Two walks a week',
  })
  expect(outcome).toMatchObject({ repeated: false, unchanged: false })
  expect((await call.actions.history({ address: `${code}/1` })).at(-1)).toMatchObject({
    text: 'Two walks a week',
    on: '2026-11-20',
    actor: { id: 'editor' },
  })
})

test('the events of an action come with the names, and from a day on with the state before it', async () => {
  const { call, code } = await withPlan()
  const address = `${code}/1`
  const { id } = await call.actions.get({ address })
  const updateId = anId()
  await call.commands.recordUpdate({
    commandId: anId(),
    actionId: id,
    updateId,
    text: 'Two walks a week',
    level: 'red',
  })
  const all = await call.actions.events({ address })
  expect(all).toMatchObject({ whole: true, since: null, names: { actors: { editor: 'editor' } } })
  expect(historyOf(pastIn(all)?.events ?? [], namesIn(all))).toEqual(await call.actions.history({ address }))
  const today = await call.actions.events({ address, since: '2026-11-20' })
  expect(today).toMatchObject({
    since: '2026-11-20',
    state: { id, level: null, updates: [] },
    events: [{ facts: { updateId } }],
  })
  const after = await call.actions.events({ address, since: '2026-11-21' })
  expect(after).toMatchObject({
    state: { id, level: 'red', updates: [{ id: updateId, on: '2026-11-20' }] },
    events: [],
  })
  expect(await refusalFrom(call.actions.events({ address: 'nowhere/1' }))).toMatchObject({
    code: 'not-found',
  })
})

test('what did not exist at a date is not found at that date', async () => {
  const { call, code } = await withPlan()
  expect(await refusalFrom(call.plans.get({ plan: code, asAt: '2022-06-28' }))).toEqual({
    code: 'not-found',
    args: { what: 'plan', asked: code, asAt: '2022-06-28' },
  })
  expect(await refusalFrom(call.actions.get({ address: `${code}/1`, asAt: '2022-06-28' }))).toMatchObject({
    code: 'not-found',
  })
})

test('a plan is compared with itself at another date, and with a draft of the caller', async () => {
  const { call, code } = await withPlan()
  const { id } = await call.actions.get({ address: `${code}/1` })
  await call.commands.recordUpdate({
    commandId: anId(),
    actionId: id,
    updateId: anId(),
    level: 'red',
    text: 'No crane',
  })
  const since = await call.plans.compare({ plan: code, from: '2026-11-19' })
  expect(since).toMatchObject({
    from: '2026-11-19',
    to: '2026-11-20',
    rows: [{ id, became: expect.arrayContaining(['declared']) }],
  })
  const draftId = anId()
  await store.drafts.put({ id: draftId, author: 'editor', now: '2026-11-20T09:00:00.000Z', draft: aDraft() })
  expect((await call.plans.compare({ plan: code, draft: draftId })).rows.map((row) => row.id)).toEqual([id])
  expect(await refusalFrom(call.plans.compare({ plan: code, from: '2001-01-01' }))).toMatchObject({
    code: 'not-found',
  })
})

test.each([
  { levels: ['red' as const] },
  { levels: ['none' as const] },
  { text: 'crane' },
  { silentOver: 7 },
  { owner: 'Nobody' },
])('a list, a comparison and the trends of a plan take the same filter: %j', async (filter) => {
  const { call, code } = await withPlan()
  const { id } = await call.actions.get({ address: `${code}/1` })
  const said = { commandId: anId(), actionId: id, updateId: anId(), level: 'red' as const, text: 'No crane' }
  await call.commands.recordUpdate(said)
  const { rows, count } = await call.actions.list({ plan: code, ...filter })
  const compared = await call.plans.compare({ plan: code, ...filter, from: '2026-11-20' })
  expect(compared.order.toSorted()).toEqual(rows.map((row) => row.id).toSorted())
  const { points } = await call.rating.trends({
    plan: code,
    ...filter,
    from: '2026-11-20',
    to: '2026-11-20',
    by: 'declared',
  })
  expect(points.map(({ actions }) => actions)).toEqual([count])
})

test('a filtered comparison has what matched on either day', async () => {
  const { call, code } = await withPlan()
  const { id } = await call.actions.get({ address: `${code}/1` })
  const said = { commandId: anId(), actionId: id, updateId: anId(), level: 'red' as const, text: 'No crane' }
  await call.commands.recordUpdate(said)
  const since = { plan: code, from: '2026-11-19' }
  expect((await call.plans.compare({ ...since, levels: ['red'] })).rows.map((row) => row.id)).toEqual([id])
  expect((await call.plans.compare({ ...since, levels: ['none'] })).rows.map((row) => row.id)).toContain(id)
  expect((await call.plans.compare({ ...since, levels: ['green'] })).order).toEqual([])
})

test('a plan’s failed checks name the actions, and the checks without a period are listed', async () => {
  const { call, code } = await withPlan()
  const { id } = await call.actions.get({ address: `${code}/1` })
  const { violations, addresses, left } = await call.plans.check({ plan: code })
  expect(
    violations.every(({ where }) => where.action === undefined || addresses[where.action] === `${code}/1`),
  ).toBe(true)
  expect(left).toEqual(['no-update-in-period'])
  const checked = await call.plans.check({
    plan: code,
    period: { from: '2026-08-01', to: '2026-11-01' },
    severities: { 'no-update-in-period': 'error' },
  })
  expect(checked.violations).toContainEqual(
    expect.objectContaining({
      code: 'no-update-in-period',
      severity: 'error',
      where: expect.objectContaining({ action: id }),
    }),
  )
  expect(checked.left).toEqual([])
})

test('a plan’s own severities apply where none are given, and not on dates before they were set', async () => {
  const { call, code } = await withPlan()
  const { id: planId, severities: seen } = await call.plans.get({ plan: code })
  await call.commands.setSeverities({
    commandId: anId(),
    planId,
    severities: { 'no-update-in-period': 'off', 'no-date': 'error' },
    seen,
  })
  expect((await call.plans.get({ plan: code })).severities).toEqual({
    'no-update-in-period': 'off',
    'no-date': 'error',
  })
  expect((await call.plans.check({ plan: code })).left).toEqual([])
  expect(
    (await call.plans.check({ plan: code, severities: { 'no-update-in-period': 'info' } })).left,
  ).toEqual(['no-update-in-period'])
  expect((await call.plans.check({ plan: code, asAt: '2022-07-01' })).left).toEqual(['no-update-in-period'])
  const dated = await call.plans.check({ plan: code })
  expect(
    dated.violations
      .filter((violation) => violation.code === 'no-date')
      .every(({ severity }) => severity === 'error'),
  ).toBe(true)
})

test('rules that cannot be saved are not tried, and the check has the path of the fault', async () => {
  const { call, code } = await withPlan()
  const ragRules = { ...(await call.ragRules.get({ code: 'force-default' })), otherwise: 'purple' }
  expect(await call.ragRules.check({ ragRules })).toMatchObject({
    ragRules: null,
    faults: [{ code: 'unknown-level', path: ['otherwise'] }],
  })
  expect(await refusalFrom(call.ragRules.whatIf({ plan: code, ragRules }))).toEqual({
    code: 'rules-invalid',
    args: { faults: 1, fault: 'unknown-level', path: 'otherwise' },
  })
  expect(
    await call.ragRules.backTest({ plan: code, ragRules: { ...ragRules, otherwise: 'green' } }),
  ).toMatchObject({ actions: 1 })
  expect(await call.rating.why({ address: `${code}/1` })).toMatchObject({
    ragRules: { code: 'force-default' },
  })
})

test('a refusal of the domain reaches the caller with its code and arguments', async () => {
  const { call, code } = await withPlan()
  const { id } = await call.actions.get({ address: `${code}/1` })
  expect(
    await refusalFrom(
      call.commands.recordUpdate({ commandId: anId(), actionId: id, updateId: anId(), text: '' }),
    ),
  ).toMatchObject({ code: 'nothing-said' })
})

test('invalid input is refused with its path', async () => {
  const { call } = await withPlan()
  expect(await refusalFrom(call.actions.list({ limit: 501 }))).toEqual({
    code: 'bad-input',
    args: { path: 'limit', rule: 'too_big' },
  })
})

test('a draft is visible to its author only', async () => {
  const id = anId()
  await store.drafts.put({ id, author: 'somebody-else', now: '2026-11-20T09:00:00.000Z', draft: aDraft() })
  expect(await callAs().drafts.list()).toEqual([])
  expect(await refusalFrom(callAs().drafts.get({ id }))).toMatchObject({ code: 'draft-not-found' })
})

test('a subscriber gets a first message at once, then each change', async () => {
  const { code } = await withPlan()
  const context = aContext(store)
  const call = createCallerFactory(appRouter)(context)
  // Called in the same process, a tracked message is a pair of its id and its data.
  const changes = ((await call.live.changes({})) as unknown as AsyncIterable<[id: string, LiveChange]>)[
    Symbol.asyncIterator
  ]()
  expect((await changes.next()).value?.[1]).toEqual({
    position: 0,
    plans: [],
    actions: [],
    others: [],
    everything: false,
  })
  const action = await call.actions.get({ address: `${code}/1` })
  const { position } = await call.commands.recordUpdate({
    commandId: anId(),
    actionId: action.id,
    updateId: anId(),
    text: 'Two walks a week',
  })
  expect((await changes.next()).value?.[1]).toEqual({
    position,
    plans: [action.planId],
    actions: [action.id],
    others: [],
    everything: false,
  })
  await changes.return?.()
})
