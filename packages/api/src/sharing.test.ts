import { allAggregates } from '@beatbook/domain'
import { aDraft } from '@beatbook/testkit'
import { TRPCError } from '@trpc/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ApiContext } from './context.ts'
import { createCallerFactory, type ProcedureMeta } from './procedures.ts'
import { appRouter } from './router.ts'
import { sharedBy, sharingOf } from './sharing.ts'
import { aContext, anId, aPerson, aStore } from './testing/call.ts'

let store: Awaited<ReturnType<typeof aStore>>
let plan: string
beforeAll(async () => {
  store = await aStore()
  const call = createCallerFactory(appRouter)(aContext(store))
  const draftId = anId()
  const { id: author } = aPerson('editor')
  await store.drafts.put({ id: draftId, author, now: '2026-11-20T09:00:00.000Z', draft: aDraft() })
  const { plans } = await call.commands.acceptDraft({ commandId: anId(), draftId })
  plan = plans[0]?.code ?? ''
  await call.work.answerFor({ parties: (await call.work.parties()).map(({ id }) => id) })
})
afterAll(() => store.close())

const procedures = Object.entries(appRouter._def.procedures).map(([name, procedure]) => ({
  name,
  ...(procedure as unknown as { _def: { type: string; meta?: ProcedureMeta } })._def,
}))

test('the table decides about every question that is not derived from the registry, and about nothing else', () => {
  const derived: readonly string[] = allAggregates.flatMap(({ view }) => view?.plural ?? [])
  const questions = procedures.filter(({ type }) => type === 'query').map(({ name }) => name)
  const own = questions.filter((name) => !derived.includes(name.split('.')[0] ?? ''))
  expect([...sharingOf.keys()].sort()).toEqual(own.sort())
})

test('what is the caller’s own, or needs more than reading, is not shared', () => {
  const shared = procedures.filter(({ name }) => sharingOf.get(name) === 'shared')
  expect(shared.filter(({ meta }) => meta?.needs !== 'read' || meta?.on === 'own')).toEqual([])
})

/** An input for each question that is shared. */
const inputs: Record<string, () => unknown> = {
  'plans.list': () => ({}),
  'plans.get': () => ({ plan }),
  'plans.history': () => ({ plan }),
  'plans.changes': () => ({ plan, from: '2026-03-01' }),
  'actions.list': () => ({ plan }),
  'actions.get': () => ({ address: `${plan}/1` }),
  'actions.history': () => ({ address: `${plan}/1` }),
  'actions.events': () => ({ address: `${plan}/1` }),
  'conversations.ofAction': () => ({ address: `${plan}/1` }),
  'conversations.ofPlan': () => ({ plan }),
  'conversations.counts': () => ({ plan }),
  'rating.why': () => ({ address: `${plan}/1` }),
  'rating.ribbon': () => ({ address: `${plan}/1` }),
  'rating.turning': () => ({ plan, until: '2029-01-01' }),
  'rating.turningTo': () => ({ plan, until: '2029-01-01', level: 'red' }),
  'rating.trends': () => ({ plan, from: '2026-01-01', to: '2028-12-31' }),
  'parties.list': () => ({}),
  'parties.get': () => ({ owner: 'Engagement Team' }),
  'parties.vacant': () => ({}),
  'parties.history': () => ({ owner: 'Engagement Team' }),
  'ragRules.list': () => undefined,
  'ragRules.get': () => ({ code: 'force-default' }),
}
const shared = [...sharingOf].flatMap(([name, sharing]) => (sharing === 'shared' ? [name] : []))

/** The values of a context that belong to one caller, request or server: reading any of them throws. */
const withoutCaller: Partial<ApiContext> = {
  stillSignedIn: () => {
    throw new Error('the answer depends on the session')
  },
}

/** A person with rights, and nothing else that could be read: reading anything else throws. */
const nobodyInParticular = (role: 'reader' | 'editor' | 'administrator') =>
  new Proxy(aPerson(role), {
    get(person, name, receiver) {
      if (name !== 'role' && name !== 'mustChangePassword')
        throw new Error(`the answer depends on the person’s ${String(name)}`)
      return Reflect.get(person, name, receiver)
    },
  })

test('there is an input for every question that is shared', () => {
  expect(Object.keys(inputs).sort()).toEqual(shared.sort())
})

test.each(shared)(
  '%s answers callers with the same rights alike, and reads nothing else of them',
  async (name) => {
    const ask = async (given: Partial<ApiContext>) => {
      const call = createCallerFactory(appRouter)(aContext(store, given))
      const [feature, question] = name.split('.') as [keyof typeof call, string]
      return (call[feature] as unknown as Record<string, (input: unknown) => Promise<unknown>>)[question]?.(
        inputs[name]?.(),
      )
    }
    const one = await ask({})
    expect(one).toBeDefined()
    const another = await ask({
      ...withoutCaller,
      person: nobodyInParticular('editor'),
      sessionId: 'another',
      now: '2026-11-20T23:00:00.000Z',
      force: 'Another force',
      version: '9.9.9',
      filesChecked: true,
    })
    expect(another).toEqual(one)
  },
)

test('a personal question reads who asks, which the test above would notice', async () => {
  const call = createCallerFactory(appRouter)(aContext(store, { person: nobodyInParticular('editor') }))
  await expect(call.work.mine()).rejects.toBeInstanceOf(TRPCError)
})

test('callers share an answer only with those who have the same role, and only where every call may be shared', () => {
  const reader = aPerson('reader')
  expect(sharedBy(['plans.get', 'actions.list'], reader)).toBe('reader')
  expect(sharedBy(['plans.get'], { ...reader, id: 'another', name: 'Another' })).toBe('reader')
  expect(sharedBy(['plans.get'], aPerson('editor'))).toBe('editor')
  expect(sharedBy(['plans.get', 'work.mine'], reader)).toBeNull()
  expect(sharedBy(['constructor'], reader)).toBeNull()
  expect(sharedBy(['commands.recordUpdate'], aPerson('editor'))).toBeNull()
})

test('who may not read shares nothing', () => {
  expect(sharedBy(['plans.get'], null)).toBeNull()
  expect(sharedBy(['plans.get'], { ...aPerson('reader'), mustChangePassword: true })).toBeNull()
})
