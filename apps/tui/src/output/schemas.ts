import {
  actionRow,
  actionView,
  aggregateEvent,
  alikeView,
  auditEntry,
  backTestView,
  changePreviewRow,
  conversationsView,
  documentSummary,
  feedView,
  importUndo,
  myWork,
  ownerView,
  partyChoice,
  partyHistory,
  partyRow,
  partyView,
  planHistory,
  planSummary,
  planView,
  ragRulesSummary,
  recordedChange,
  returnedPlan,
  savedView,
  trends,
  turning,
  unreadMentions,
  vacancyView,
  whatIfView,
  why,
} from '@beatbook/contract'
import { publishedReading } from '@beatbook/documents'
import {
  allAggregates,
  attachment,
  comparison,
  decision,
  feedKinds,
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
import { exitCodes } from './exit.ts'
import { noteCodes } from './format.ts'
import { type ShapeName, shapes } from './kinds.ts'

/** What a command did. `commandId` is what `undo --command` takes. */
const outcome = {
  command: z.string(),
  commandId: id,
  position: z.int(),
  unchanged: z.boolean(),
}
const onPlan = z.strictObject({
  ...outcome,
  plan: z.string(),
  ...planView.pick({
    title: true,
    kind: true,
    sponsor: true,
    period: true,
    description: true,
    updatePeriod: true,
    workflow: true,
  }).shape,
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
const atAddress = z.strictObject({ ...outcome, address: z.string() })

/** Other actions that the command made, moved or took in, as they are called after it, and how many. */
const others = {
  count: z.int(),
  actions: z.array(actionRow.pick({ id: true, address: true, ref: true, text: true })),
}

const onAttachment = atAddress.extend({ attachmentId: id })

const onOwner = z.strictObject({
  ...outcome,
  owner: partyRow.pick({ id: true, name: true, kind: true, parent: true, aliases: true, actions: true }),
})

/** In a conversation: its address, as `comment answer` takes it. */
const inConversation = z.strictObject({ ...outcome, conversation: z.string(), conversationId: id })
const onRemark = inConversation.extend({ remarkId: id })
const remarkSaid = onRemark.extend({ mentions: z.array(z.string()) })

const ragRulesNamed = z.strictObject({ code: z.string(), version: z.int() })
const { v: _, rows: comparedRows, ...compared } = comparison.shape

/** The schema of the data of every shape. Within a version of the envelope fields are only added. */
export const dataShapes = {
  plans: z.strictObject({ plans: z.array(planSummary) }),
  /** What happened to the plan itself, newest first. */
  'plans --history': z.strictObject({ plan: z.string(), history: planHistory }),
  actions: z.strictObject({ actions: z.array(actionRow) }),
  action: actionView,
  /** Newest first. */
  history: z.strictObject({
    address: z.string(),
    history: z.array(historyEntry),
    /** Those of the actions that were merged into it. */
    merged: z.array(z.strictObject({ address: z.string(), history: z.array(historyEntry) })),
  }),
  why,
  rag: z.strictObject({
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
  bulk: z.strictObject({
    plan: z.string(),
    saved: z.boolean(),
    commandId: id.nullable(),
    rows: z.array(changePreviewRow),
  }),
  forecast: z.strictObject({ until: isoDate, turning: z.array(turning) }),
  trends: z.strictObject({ plan: z.string(), from: isoDate, to: isoDate, ...trends.shape }),
  /** In the order of recording. */
  changes: z.strictObject({ changes: z.array(recordedChange) }),
  /** `everything`: more changed than is listed. */
  watch: z.strictObject({
    position: z.int(),
    plans: z.array(z.string()),
    actions: z.array(z.string()),
    others: z.array(z.string()),
    everything: z.boolean(),
  }),
  apply: z.strictObject({
    file: z.string(),
    dryRun: z.boolean(),
    lines: z.array(
      z.strictObject({
        line: z.int(),
        command: z.string().nullable(),
        result: z.enum(['recorded', 'unchanged', 'fits', 'refused', 'not-sent']),
        commandId: id.nullable(),
        position: z.int().nullable(),
        error: z
          .strictObject({ code: z.string(), args: z.record(z.string(), z.unknown()), message: z.string() })
          .nullable(),
      }),
    ),
  }),
  compare: z.strictObject({
    plan: z.string(),
    draft: z.string().nullable(),
    ...compared,
    /** `address` and `owners` are those of today; null where today has no such action. */
    rows: z.array(
      comparedRows.element.extend({ address: z.string().nullable(), owners: z.array(ownerView) }),
    ),
  }),
  /** `mentions`: the comments that mention whoever is signed in and are not read, and how many there are. */
  mine: myWork.omit({ asAt: true }).extend({ mentions: unreadMentions }),
  'mine --parties': z.strictObject({ parties: z.array(partyChoice) }),
  owners: z.strictObject({ owners: z.array(partyRow) }),
  'owners OWNER': partyView,
  'owners --history': z.strictObject({
    history: partyHistory.shape.events,
    parties: partyHistory.shape.parties,
  }),
  'owners --vacant': z.strictObject({ vacant: z.array(vacancyView) }),
  'owners --alike': z.strictObject({ alike: z.array(alikeView) }),
  attachments: z.strictObject({
    address: z.string(),
    attachments: z.array(attachment.extend({ number: z.int() })),
  }),
  'attachment get': z.strictObject({
    address: z.string(),
    attachmentId: id,
    file: z.string(),
    bytes: z.int(),
  }),
  comments: conversationsView,
  views: z.strictObject({ views: z.array(savedView) }),
  view: z.strictObject({ id, name: z.string(), removed: z.boolean() }),
  read: publishedReading,
  check: z.strictObject({
    file: z.string().nullable(),
    plan: z.string().nullable(),
    violations: z.array(violationWith({ place: z.string() })),
    notRun: z.array(z.strictObject({ code: z.enum(validatorCodes), needs: z.enum(['period', 'levels']) })),
  }),
  import: z.strictObject({
    file: z.string(),
    plans: z.array(z.strictObject({ id, code: z.string() })),
    documentId: id.nullable(),
    unchanged: z.boolean(),
    decisions: z.array(decision),
  }),
  'import --dry-run': z.strictObject({
    file: z.string(),
    plans: z.array(z.strictObject({ key: z.string(), title: z.string(), kind: planKind, actions: z.int() })),
    decisions: z.array(decision),
  }),
  export: z.strictObject({
    plans: z.array(z.string()),
    file: z.string(),
    format: z.string(),
    bytes: z.int(),
    actions: z.int(),
  }),
  bring: z.strictObject({
    applied: z.boolean(),
    workbooks: z.array(
      z.strictObject({
        file: z.string(),
        plan: z.string(),
        commandIds: z.array(id),
        returned: returnedPlan,
      }),
    ),
  }),
  'document list': z.strictObject({ documents: z.array(documentSummary) }),
  'document get': z.strictObject({ document: id, file: z.string(), bytes: z.int() }),
  'rules list': z.strictObject({ ragRules: z.array(ragRulesSummary) }),
  'rules show': ragRules,
  'rules check': z.strictObject({
    file: z.string(),
    ok: z.boolean(),
    faults: z.array(ragRulesFault),
    flags: z.array(ragRulesFlag),
  }),
  'rules test': z.strictObject({
    plan: z.string(),
    ragRules: ragRulesNamed,
    whatIf: whatIfView,
    backTest: backTestView,
  }),
  'feed list': z.strictObject({ feeds: z.array(feedView) }),
  'feed add': z.strictObject({
    id,
    name: z.string(),
    kind: z.enum(feedKinds),
    plan: z.string().nullable(),
    address: z.string(),
    tables: z.array(z.string()),
  }),
  'feed end': z.strictObject({ id, name: z.string(), ended: z.literal(true) }),
  'people list': z.strictObject({ people: z.array(person) }),
  person,
  audit: z.strictObject({ changes: z.array(auditEntry) }),
  session: z.strictObject({
    server: z.string(),
    person: person.nullable(),
    force: z.string(),
    crest: z.string().nullable(),
    marking: z.string().nullable(),
    today: isoDate,
    version: z.string(),
    filesChecked: z.boolean(),
  }),
  logout: z.strictObject({ server: z.string(), wasSignedIn: z.boolean() }),
  password: z.strictObject({ changed: z.literal(true) }),
  'undo --dry-run': importUndo,
  command: z.looseObject(outcome),
} as const satisfies Readonly<Record<ShapeName, z.ZodType>>

/** The data of a shape. */
export type DataOf<S extends ShapeName> = z.output<(typeof dataShapes)[S]>

/** A schema of data under the kind of its envelope, and the list in it whose entries are its rows. */
interface Shown {
  readonly kind: string
  readonly rows: string | null
  readonly data: z.ZodType
}

const shown = (name: ShapeName): Shown => ({ ...shapes[name], data: dataShapes[name] })
const did = (data: z.ZodType): readonly Shown[] => [{ ...shapes.command, data }]

/** The shapes of the verbs by hand whose name is not that of their one shape. */
const written: Readonly<Record<string, readonly Shown[]>> = {
  mine: [shown('mine'), shown('mine --parties')],
  plans: [shown('plans'), shown('plans --history')],
  owners: [
    shown('owners'),
    shown('owners OWNER'),
    shown('owners --history'),
    shown('owners --vacant'),
    shown('owners --alike'),
  ],
  import: [shown('import'), shown('import --dry-run')],
  setup: [shown('session')],
  login: [shown('session')],
  whoami: [shown('session')],
  'view save': [shown('view')],
  'view remove': [shown('view')],
  'people add': [shown('person')],
  'people role': [shown('person')],
  'people rename': [shown('person')],
  'people password': [shown('person')],
  'people remove': [shown('person')],
  update: did(atAddress.extend({ updateId: id })),
  set: did(atAddress),
  override: did(atAddress),
  lift: did(atAddress),
  withdraw: did(atAddress),
  restore: did(atAddress),
  link: did(atAddress.extend({ kind: z.string(), to: z.string() })),
  depends: did(atAddress.extend({ kind: z.literal('depends-on'), to: z.string() })),
  attach: did(onAttachment),
  'attachment change': did(onAttachment),
  detach: did(onAttachment),
  'comment add': did(remarkSaid),
  'comment answer': did(remarkSaid),
  'comment edit': did(remarkSaid),
  'comment remove': did(onRemark),
  'comment settle': did(inConversation),
  'comment reopen': did(inConversation),
  undo: [
    ...did(
      z.strictObject({
        ...outcome,
        undoes: id,
        address: z.string().nullable(),
        updateId: id.nullable(),
        eventId: id.nullable(),
      }),
    ),
    shown('undo --dry-run'),
  ],
  'clock accept': did(z.strictObject(outcome)),
  'rules save': did(z.strictObject({ ...outcome, ragRules: ragRulesNamed })),
  'rules pin': did(z.strictObject({ ...outcome, plan: z.string(), ragRules: ragRulesNamed })),
  // What a command of a derived verb creates has its id under its own name.
  'action add': did(onAction.extend({ actionId: id })),
  'action edit': did(onAction),
  'action split': did(onAction.extend(others)),
  'action merge': did(onAction.extend(others)),
  'action place': did(z.strictObject({ ...outcome, ...others })),
  'action move': did(onPlan.extend(others)),
  'action copy': did(onPlan.extend(others)),
  'plan begin': did(onPlan.extend({ planId: id, ...others })),
  'plan add': did(onPlan.extend({ planId: id })),
  'plan edit': did(onPlan),
  'plan archive': did(onPlan),
  'plan restore': did(onPlan),
  'section add': did(onPlan.extend({ sectionId: id })),
  'section rename': did(onPlan),
  'section move': did(onPlan),
  'section merge': did(onPlan),
  'section remove': did(onPlan),
  // What an owner is after the command; of a merged one the one that stays.
  'owner rename': did(onOwner),
  'owner edit': did(onOwner),
  'owner merge': did(onOwner),
  'owner split': did(onOwner),
}

/** The shapes that a verb can print, by its words; `null` for one that prints no data for programs. */
export const shapesOf = (verb: string): readonly Shown[] | null => {
  if (written[verb] !== undefined) return written[verb]
  if (Object.hasOwn(dataShapes, verb)) return [shown(verb as ShapeName)]
  const aggregate = allAggregates.find(({ view }) => view?.plural === verb)
  if (aggregate?.view == null) return null
  const { plural, schema } = aggregate.view
  return [
    { kind: plural, rows: plural, data: z.strictObject({ [plural]: z.array(schema) }) },
    { kind: aggregate.kind, rows: null, data: schema },
    {
      kind: `${aggregate.kind}-history`,
      rows: 'history',
      data: z.strictObject({ history: z.array(aggregateEvent) }),
    },
  ]
}

/** As `shapesOf`; a verb of a command without a shape of its own prints what every command does. */
export const shapesOfVerb = (verb: string, isCommand: boolean): readonly Shown[] | null =>
  shapesOf(verb) ?? (isCommand ? did(z.object(outcome).catchall(z.unknown())) : null)

/** The envelope of every verb's `--json` around some data. */
export const envelopeOf = ({ kind, data }: Pick<Shown, 'kind' | 'data'>) =>
  z.strictObject({
    v: z.literal(2),
    kind: z.literal(kind),
    asAt: isoDate
      .nullable()
      .describe('The day that was asked about; null is today, or that the verb asks about no day.'),
    knownAt: instant
      .nullable()
      .describe('Only what was recorded by then counts; null is all that is recorded.'),
    data,
    page: z
      .strictObject({
        returned: z.int().describe('How many rows the data have; without a list the data are one row.'),
        total: z.int().nullable().describe('How many rows there are; null is that they are not counted.'),
        next: z.string().nullable().describe('What --next takes for the rows after these; null is no more.'),
      })
      .describe('How much of a list was printed.'),
    notes: z
      .array(z.strictObject({ code: z.enum(noteCodes), message: z.string() }))
      .describe('Messages about the data, which without --json go to standard error.'),
  })

/** What `--json` writes to standard error where a verb fails. */
export const failure = z.strictObject({
  v: z.literal(2),
  error: z.strictObject({
    code: z.string().describe('The code of the refusal, or how the command ended: usage, fault …'),
    args: z.record(z.string(), z.unknown()).describe('The arguments of the refusal, by its code.'),
    message: z.string(),
    exit: z.union(Object.values(exitCodes).map((code) => z.literal(code))),
  }),
})

/** The envelope of a shape, for those who read it back. */
export const envelope = <S extends ShapeName>(name: S) =>
  envelopeOf(shown(name)) as unknown as z.ZodType<{
    readonly v: 2
    readonly kind: string
    readonly asAt: string | null
    readonly knownAt: string | null
    readonly data: DataOf<S>
    readonly page: { readonly returned: number; readonly total: number | null; readonly next: string | null }
    readonly notes: readonly { readonly code: string; readonly message: string }[]
  }>
