import {
  actionRow,
  actionView,
  alikeView,
  auditEntry,
  backTestView,
  documentSummary,
  myWork,
  ownerView,
  partyChoice,
  partyHistory,
  partyRow,
  partyView,
  planSummary,
  ragRulesSummary,
  trends,
  turning,
  whatIfView,
  why,
} from '@beatbook/contract'
import {
  comparison,
  decision,
  givenLinkKinds,
  historyEntry,
  id,
  instant,
  isoDate,
  person,
  planKind,
  ragRules,
  ragRulesFault,
  ragRulesFlag,
  timescale,
  validatorCodes,
  violationWith,
} from '@beatbook/domain'
import * as z from 'zod'

const v = z.literal(3)
const times = { asAt: isoDate.nullable(), knownAt: instant.nullable() }
const written = z.strictObject({ v, address: z.string(), position: z.int() })
const update = written.extend({ updateId: id })

const outcome = { v, command: z.string(), unchanged: z.boolean(), position: z.int(), commandId: id }
const onPlan = z.strictObject({
  ...outcome,
  plan: z.string(),
  ...planSummary.pick({ title: true, kind: true, sponsor: true, period: true }).shape,
  sections: z.array(z.string()),
})
const onAction = z.strictObject({
  ...outcome,
  address: z.string(),
  ref: z.string(),
  section: z.string(),
  owners: z.array(ownerView.omit({ partyId: true })),
  timescale,
})

const onOwner = z.strictObject({
  ...outcome,
  owner: partyRow.pick({ id: true, name: true, kind: true, parent: true, aliases: true, actions: true }),
})

const ragRulesNamed = z.strictObject({ code: z.string(), version: z.int() })

/**
 * The schema of every verb's `--json` except `read`'s, which is `publishedReading` of `@beatbook/documents`.
 * Within a version fields are only added.
 */
export const jsonShapes = {
  plans: z.strictObject({ v, ...times, plans: z.array(planSummary) }),
  actions: z.strictObject({ v, ...times, count: z.int(), capped: z.boolean(), actions: z.array(actionRow) }),
  action: z.strictObject({ v, ...times, action: actionView }),
  history: z.strictObject({ v, ...times, address: z.string(), history: z.array(historyEntry) }),
  why: z.strictObject({ v, ...times, why }),
  rag: z.strictObject({
    v,
    ...times,
    plan: planSummary.pick({
      code: true,
      title: true,
      counts: true,
      ragRules: true,
      computed: true,
      recalculating: true,
    }),
    disagreements: z.strictObject({ count: z.int(), actions: z.array(actionRow) }),
    until: isoDate,
    turning: z.array(turning),
  }),
  forecast: z.strictObject({ v, ...times, until: isoDate, turning: z.array(turning) }),
  trends: z.strictObject({ v, ...times, plan: z.string(), from: isoDate, to: isoDate, trends }),
  compare: z.strictObject({ v, plan: z.string(), draft: z.string().nullable(), comparison }),
  mine: z.strictObject({ v, ...times, work: myWork }),
  'mine --parties': z.strictObject({ v, parties: z.array(partyChoice) }),
  owners: z.strictObject({ v, ...times, count: z.int(), owners: z.array(partyRow) }),
  'owners OWNER': z.strictObject({ v, ...times, owner: partyView }),
  'owners --history': z.strictObject({
    v,
    ...times,
    history: partyHistory.shape.events,
    parties: partyHistory.shape.parties,
  }),
  'owners --alike': z.strictObject({ v, alike: z.array(alikeView) }),
  override: written,
  lift: written,
  link: written.extend({ kind: z.enum(givenLinkKinds), to: z.string() }),
  depends: written.extend({ on: z.string() }),
  update,
  undo: written.extend({ updateId: id.nullable(), eventId: id }),
  'undo --command': z.strictObject({ v, command: id, position: z.int() }),
  withdraw: written,
  restore: written,
  import: z.strictObject({
    v,
    file: z.string(),
    plans: z.array(z.strictObject({ id, code: z.string() })),
    documentId: id.nullable(),
    unchanged: z.boolean(),
    decisions: z.array(decision),
  }),
  'import --dry-run': z.strictObject({
    v,
    file: z.string(),
    dryRun: z.literal(true),
    plans: z.array(z.strictObject({ key: z.string(), title: z.string(), kind: planKind, actions: z.int() })),
    decisions: z.array(decision),
  }),
  'document list': z.strictObject({ v, documents: z.array(documentSummary) }),
  'document get': z.strictObject({ v, document: id, file: z.string(), bytes: z.int() }),
  check: z.strictObject({
    v,
    file: z.string().nullable(),
    plan: z.string().nullable(),
    asAt: isoDate,
    knownAt: instant.nullable(),
    violations: z.array(violationWith({ place: z.string() })),
    notRun: z.array(z.strictObject({ code: z.enum(validatorCodes), needs: z.enum(['period', 'levels']) })),
  }),
  'rules list': z.strictObject({ v, ragRules: z.array(ragRulesSummary) }),
  'rules show': z.strictObject({ v, ragRules: ragRules }),
  'rules check': z.strictObject({
    v,
    file: z.string(),
    ok: z.boolean(),
    faults: z.array(ragRulesFault),
    flags: z.array(ragRulesFlag),
  }),
  'rules save': z.strictObject({ v, ragRules: ragRulesNamed, position: z.int() }),
  'rules test': z.strictObject({
    v,
    plan: z.string(),
    ragRules: ragRulesNamed,
    whatIf: whatIfView,
    backTest: backTestView,
  }),
  /** For every command without a verb of its own; what a command creates has its id under its own name. */
  command: z.object(outcome).catchall(id),
  /** As `command`, for one on an action: its address, and what it is after the command. */
  'action add': onAction.extend({ actionId: id }),
  'action edit': onAction,
  /** As `command`, for one on a plan: its code, and what it is after the command. */
  'plan add': onPlan.extend({ planId: id }),
  'plan edit': onPlan,
  'section add': onPlan.extend({ sectionId: id }),
  'section rename': onPlan,
  'section remove': onPlan,
  /** As `command`, for one on an owner: what it is after the command; of a merged one the one that stays. */
  'owner rename': onOwner,
  'owner edit': onOwner,
  'owner merge': onOwner,
  'owner split': onOwner,
  'clock accept': z.strictObject({ v, accepted: z.boolean(), position: z.int() }),
  'rules pin': z.strictObject({ v, plan: z.string(), ragRules: ragRulesNamed, position: z.int() }),
  'people list': z.strictObject({ v, people: z.array(person) }),
  'people add': z.strictObject({ v, person }),
  'people role': z.strictObject({ v, person }),
  'people rename': z.strictObject({ v, person }),
  'people password': z.strictObject({ v, person }),
  'people remove': z.strictObject({ v, person }),
  audit: z.strictObject({ v, changes: z.array(auditEntry) }),
  whoami: z.strictObject({
    v,
    server: z.string(),
    person: person.nullable(),
    force: z.string(),
    today: isoDate,
    version: z.string(),
    filesChecked: z.boolean(),
  }),
} as const
