import { type Role, roleAllows, roles } from '@beatbook/domain'
import { TRPCError } from '@trpc/server'
import { afterAll, expect, test } from 'vitest'
import { createCallerFactory } from './procedures.ts'
import { appRouter } from './router.ts'
import { aContext, aPerson, aStore } from './testing/call.ts'

const store = await aStore()
afterAll(() => store.close())

/** Who may call what. A procedure that is missing here fails the test below. */
const table = {
  'session.me': 'anybody',
  'plans.list': 'read',
  'plans.get': 'read',
  'plans.compare': 'read',
  'plans.check': 'read',
  'actions.list': 'read',
  'actions.get': 'read',
  'actions.history': 'read',
  'actions.events': 'read',
  'rating.why': 'read',
  'rating.ribbon': 'read',
  'rating.turning': 'read',
  'rating.trends': 'read',
  'ragRules.list': 'read',
  'ragRules.get': 'read',
  'ragRules.check': 'read',
  'ragRules.whatIf': 'read',
  'ragRules.backTest': 'read',
  'work.mine': 'read',
  'work.parties': 'read',
  'work.answerFor': 'read',
  'documents.list': 'read',
  'documents.get': 'read',
  'live.changes': 'read',
  'drafts.list': 'edit',
  'drafts.get': 'edit',
  'drafts.decide': 'edit',
  'drafts.discard': 'edit',
  'drafts.difference': 'edit',
  'commands.acceptDraft': 'edit',
  'commands.recordUpdate': 'edit',
  'commands.undoUpdate': 'edit',
  'commands.withdrawAction': 'edit',
  'commands.restoreAction': 'edit',
  'commands.overrideLevel': 'edit',
  'commands.liftOverride': 'edit',
  'commands.addLink': 'edit',
  'commands.removeLink': 'edit',
  'commands.pinRagRules': 'edit',
  'commands.setSeverities': 'edit',
  'areas.list': 'read',
  'areas.get': 'read',
  'areas.history': 'read',
  'commands.nameForce': 'administer',
  'commands.changeSettings': 'administer',
  'commands.saveRagRules': 'administer',
  'commands.acceptClock': 'administer',
  'people.list': 'administer',
  'people.add': 'administer',
  'people.setRole': 'administer',
  'people.rename': 'administer',
  'people.setPassword': 'administer',
  'people.changePassword': 'signed-in',
  'people.remove': 'administer',
  'people.audit': 'administer',
} as const

type Procedure = keyof typeof table
// Whoever was given a password by an administrator must change it first, whatever their role.
const due = (Object.keys(roles) as Role[]).map((role) => `${role} with a password to change` as const)
const audiences = ['signed-out', ...(Object.keys(roles) as Role[]), ...due] as const
type Audience = (typeof audiences)[number]

test('the table names every procedure there is', () => {
  expect(Object.keys(table).sort()).toEqual(Object.keys(appRouter._def.procedures).sort())
})

const cases = (Object.keys(table) as Procedure[]).flatMap((procedure) =>
  audiences.map((audience) => ({ procedure, audience, answer: expected(procedure, audience) })),
)

test.each(cases)('$procedure as $audience is $answer', async ({ procedure, audience, answer }) => {
  expect(await attempt(procedure, audience)).toBe(answer)
})

function expected(procedure: Procedure, audience: Audience) {
  const capability = table[procedure]
  if (capability === 'anybody') return 'let in'
  if (audience === 'signed-out') return 'not-signed-in'
  if (capability === 'signed-in') return 'let in'
  if (isDue(audience)) return 'password-change-due'
  return roleAllows(audience, capability) ? 'let in' : 'not-allowed'
}

function isDue(audience: Audience): audience is (typeof due)[number] {
  return (due as readonly string[]).includes(audience)
}

function personOf(audience: Audience) {
  if (audience === 'signed-out') return null
  if (isDue(audience)) return { ...aPerson(audience.split(' ')[0] as Role), mustChangePassword: true }
  return aPerson(audience)
}

/** Calls without any input: whoever is let in is answered, or told that input is missing. */
async function attempt(procedure: Procedure, audience: Audience) {
  const call = createCallerFactory(appRouter)(aContext(store, { person: personOf(audience) }))
  const [feature, name] = procedure.split('.') as [keyof typeof call, string]
  try {
    await (call[feature] as unknown as Record<string, () => Promise<unknown>>)[name]?.()
    return 'let in'
  } catch (error) {
    if (!(error instanceof TRPCError)) throw error
    return error.code === 'BAD_REQUEST' ? 'let in' : error.message
  }
}
