import { type Capability, type Role, roleAllows, roles } from '@beatbook/domain'
import { TRPCError } from '@trpc/server'
import { afterAll, expect, test } from 'vitest'
import { createCallerFactory, type ProcedureMeta } from './procedures.ts'
import { appRouter } from './router.ts'
import { aContext, aPerson, aStore } from './testing/call.ts'

const store = await aStore()
afterAll(() => store.close())

/** Who may call each procedure, and on what. A procedure that is missing here fails the test below. */
const table = {
  'session.me': 'anybody',
  'plans.list': 'read on homes',
  'plans.get': 'read on plan',
  'plans.history': 'read on plan',
  'plans.changes': 'read on plan',
  'plans.compare': 'read on plan',
  'plans.check': 'read on plan',
  'actions.list': 'read on homes',
  'actions.changes': 'read on homes',
  'actions.get': 'read on plan',
  'actions.history': 'read on plan',
  'actions.events': 'read on plan',
  'actions.previewChange': 'edit on plan',
  'rating.why': 'read on plan',
  'rating.ribbon': 'read on plan',
  'rating.turning': 'read on homes',
  'rating.turningTo': 'read on homes',
  'rating.trends': 'read on homes',
  'ragRules.list': 'read on force',
  'ragRules.get': 'read on force',
  'ragRules.check': 'read on force',
  'ragRules.whatIf': 'read on plan',
  'ragRules.backTest': 'read on plan',
  'parties.list': 'read on homes',
  'parties.get': 'read on homes',
  'parties.history': 'read on force',
  'parties.alike': 'read on homes',
  'parties.vacant': 'read on homes',
  'parties.previewHandOver': 'edit on force',
  'conversations.ofAction': 'read on plan',
  'conversations.ofPlan': 'read on plan',
  'conversations.counts': 'read on plan',
  'conversations.mentionable': 'read on force',
  'work.mentions': 'read on homes',
  'work.markRead': 'read on own',
  'forms.list': 'read on own',
  'forms.get': 'read on own',
  'forms.keep': 'read on own',
  'forms.forget': 'read on own',
  'views.list': 'read on homes',
  'views.save': 'read on own',
  'views.remove': 'read on own',
  'views.layout': 'read on plan',
  'views.keepLayout': 'read on own',
  'work.mine': 'read on homes',
  'work.parties': 'read on force',
  'work.answerFor': 'read on own',
  'documents.list': 'read on homes',
  'documents.get': 'read on document',
  'documents.previewUndo': 'edit on document',
  'live.changes': 'read on homes',
  'drafts.list': 'edit on own',
  'drafts.get': 'edit on own',
  'drafts.decide': 'edit on own',
  'drafts.discard': 'edit on own',
  'drafts.difference': 'edit on own',
  'commands.acceptDraft': 'edit on plan',
  'commands.recordUpdate': 'edit on plan',
  'commands.undoCommand': 'edit on force',
  'commands.withdrawAction': 'edit on plan',
  'commands.restoreAction': 'edit on plan',
  'commands.overrideLevel': 'edit on plan',
  'commands.liftOverride': 'edit on plan',
  'commands.addPlan': 'edit on plan',
  'commands.editPlan': 'edit on plan',
  'commands.archivePlan': 'edit on plan',
  'commands.restorePlan': 'edit on plan',
  'commands.addSection': 'edit on plan',
  'commands.moveSection': 'edit on plan',
  'commands.mergeSections': 'edit on plan',
  'commands.beginFromPlan': 'edit on plan',
  'commands.bringWorkbook': 'edit on plan',
  'commands.copyActions': 'edit on plan',
  'commands.moveActions': 'edit on plan',
  'commands.mergeActions': 'edit on plan',
  'commands.placeActions': 'edit on plan',
  'commands.splitAction': 'edit on plan',
  'commands.renameSection': 'edit on plan',
  'commands.removeSection': 'edit on plan',
  'commands.addAction': 'edit on plan',
  'commands.editAction': 'edit on plan',
  'commands.changeActions': 'edit on plan',
  'commands.splitOwner': 'edit on plan',
  'commands.handOver': 'edit on plan',
  'commands.setColumns': 'edit on plan',
  'commands.beginConversation': 'edit on plan',
  'commands.answerConversation': 'edit on plan',
  'commands.editRemark': 'edit on plan',
  'commands.removeRemark': 'edit on plan',
  'commands.settleConversation': 'edit on plan',
  'commands.reopenConversation': 'edit on plan',
  'commands.addLink': 'edit on plan',
  'commands.addAttachment': 'edit on plan',
  'commands.changeAttachment': 'edit on plan',
  'commands.removeAttachment': 'edit on plan',
  'commands.removeLink': 'edit on plan',
  'commands.pinRagRules': 'edit on plan',
  'commands.setSeverities': 'edit on plan',
  'commands.renameParty': 'edit on force',
  'commands.editParty': 'edit on force',
  'commands.mergeParties': 'edit on force',
  'commands.beginHolding': 'edit on force',
  'commands.changeHolding': 'edit on force',
  'commands.endHolding': 'edit on force',
  'commands.removeHolding': 'edit on force',
  'commands.setAccount': 'edit on force',
  'commands.markLeft': 'edit on force',
  'commands.setSuccessor': 'edit on force',
  'areas.list': 'read on force',
  'areas.get': 'read on force',
  'areas.history': 'read on force',
  'commands.nameForce': 'administer on force',
  'commands.addColumn': 'administer on force',
  'commands.changeColumn': 'administer on force',
  'commands.changeSettings': 'administer on force',
  'commands.setCrest': 'administer on force',
  'commands.removeColumn': 'administer on force',
  'commands.saveRagRules': 'administer on force',
  'commands.acceptClock': 'administer on force',
  'feeds.list': 'read on own',
  'feeds.everybody': 'administer on force',
  'feeds.make': 'read on own',
  'feeds.end': 'read on own',
  'people.list': 'administer on force',
  'people.add': 'administer on force',
  'people.setRole': 'administer on force',
  'people.rename': 'administer on force',
  'people.setPassword': 'administer on force',
  'people.changePassword': 'signed-in',
  'people.remove': 'administer on force',
  'people.audit': 'administer on force',
} as const

type Procedure = keyof typeof table
// Somebody whose password an administrator set must change it first, whatever their role.
const due = (Object.keys(roles) as Role[]).map((role) => `${role} with a password to change` as const)
const audiences = ['signed-out', ...(Object.keys(roles) as Role[]), ...due] as const
type Audience = (typeof audiences)[number]

test('the table has every procedure', () => {
  expect(Object.keys(table).sort()).toEqual(Object.keys(appRouter._def.procedures).sort())
})

test('every procedure has the object in the table', () => {
  const said = Object.fromEntries(
    Object.entries(appRouter._def.procedures).map(([name, procedure]) => {
      const { needs = 'anybody', on } = metaOf(procedure)
      return [name, on === undefined ? needs : `${needs} on ${on}`]
    }),
  )
  expect(said).toEqual(table)
})

function metaOf(procedure: unknown): ProcedureMeta {
  return (procedure as { _def: { meta?: ProcedureMeta } })._def.meta ?? {}
}

const cases = (Object.keys(table) as Procedure[]).flatMap((procedure) =>
  audiences.map((audience) => ({ procedure, audience, answer: expected(procedure, audience) })),
)

test.each(cases)('$procedure as $audience is $answer', async ({ procedure, audience, answer }) => {
  expect(await attempt(procedure, audience)).toBe(answer)
})

function expected(procedure: Procedure, audience: Audience) {
  const [capability] = table[procedure].split(' on ') as [Capability | 'anybody' | 'signed-in']
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

/** Calls without input: whoever is allowed gets an answer or the refusal that input is missing. */
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
