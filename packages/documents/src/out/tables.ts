import type { ActionRow, ActionThrough, FeedTable, PartyRow, PlanSummary, PlanView } from '@beatbook/contract'
import { type Column, daysBetween, type IsoDate, saidFieldNames } from '@beatbook/domain'
import { becauseWords, levelMark } from '@beatbook/domain/english'

/** A value of a table of facts: text, a day (`2027-03-31`) or an instant as text, a number, true or false, or nothing. */
export type Fact = string | number | boolean | null

/** A row of a table of facts, by the names of its columns, in their order. */
export type FactRow = Readonly<Record<string, Fact>>

/** What the values of a column are: a day is `2027-03-31`, an instant `2026-11-20T12:00:00.000Z`. */
type FactKind = 'text' | 'id' | 'code' | 'number' | 'day' | 'instant' | 'yes or no'

/** A column of a table of facts. Its name and what it means never change within a version of the feed. */
interface FactColumn<R> {
  readonly kind: FactKind
  readonly about: string
  readonly of: (row: R) => Fact
}

/** A table of facts: what its rows are, and its columns in their order. */
export interface FactTable<R> {
  readonly about: string
  readonly columns: Readonly<Record<string, FactColumn<R>>>
}

const table = <R>(
  about: string,
  columns: Readonly<Record<string, readonly [FactKind, string, (row: R) => Fact]>>,
): FactTable<R> => ({
  about,
  columns: Object.fromEntries(
    Object.entries(columns).map(([name, [kind, about, of]]) => [name, { kind, about, of }]),
  ),
})

const list = (values: readonly string[]): Fact => (values.length === 0 ? null : values.join('; '))

/** Where an action is, as every table about actions says it. */
const ofAction = {
  action_id: ['id', 'The action. It never changes.', (row: OfAction) => row.action.id],
  address: [
    'text',
    'Where the action is now: the plan’s code and the ref.',
    ({ action }: OfAction) => action.address,
  ],
  plan_id: ['id', 'The plan that it is in.', ({ action }: OfAction) => action.planId],
  plan_code: ['code', 'The code of that plan.', ({ action }: OfAction) => action.planCode],
} as const
interface OfAction {
  readonly action: Pick<ActionThrough, 'id' | 'address' | 'planId' | 'planCode'>
}

/** An owner, and whether the table is about all plans: what it owns in others is not said in that of one plan. */
export interface OwnerOut {
  readonly party: PartyRow
  readonly everywhere: boolean
}

/** A section of a plan, and its place among those of the plan. */
interface SectionOut {
  readonly plan: Pick<PlanView, 'id' | 'code'>
  readonly section: PlanView['sections'][number]
  readonly place: number
}

/** An update of an action. */
export interface UpdateOut extends OfAction {
  readonly update: ActionThrough['updates'][number]
}

/** A level that an action had, by a person or by the rules. `asAt` is the day of the table. */
export interface RatingOut extends OfAction {
  readonly origin: 'declared' | 'computed'
  readonly span: ActionThrough['declared'][number] | ActionThrough['computed'][number]
  readonly asAt: IsoDate
}

/** A timescale that an action had, and the one before it. */
export interface TimescaleOut extends OfAction {
  readonly place: number
  readonly span: ActionThrough['timescales'][number]
  readonly before: ActionThrough['timescales'][number] | null
}

/** An owner of an action, with its duty. */
interface ActionOwnerOut extends OfAction {
  readonly owner: ActionRow['owners'][number]
}

const computedIn = ({ span }: RatingOut) => ('rule' in span ? span : null)

/** The tables of a feed of data, by the names of their files. */
export const factTables = {
  actions: table<ActionRow>('Every action, as it is on the day, withdrawn ones too.', {
    id: ['id', 'The action. It never changes.', (row) => row.id],
    address: ['text', 'Where it is: the plan’s code and the ref.', (row) => row.address],
    plan_id: ['id', 'The plan that it is in.', (row) => row.planId],
    plan_code: ['code', 'The code of that plan.', (row) => row.planCode],
    section_id: ['id', 'The section that it is in.', (row) => row.sectionId],
    section: ['text', 'The title of that section.', (row) => row.section],
    ref: ['text', 'Its number or mark in the plan.', (row) => row.ref],
    text: ['text', 'What is to be done.', (row) => row.text],
    owner_said: ['text', 'The owners as the document says them.', (row) => row.ownerSaid],
    owners: [
      'text',
      'The names of its owners, with semicolons between them.',
      (row) => list(row.owners.map(({ name }) => name)),
    ],
    owner_ids: [
      'text',
      'The ids of its owners in the same order.',
      (row) => list(row.owners.map(({ partyId }) => partyId)),
    ],
    timescale: ['text', 'Its timescale in words.', (row) => row.timescale.said || null],
    timescale_kind: [
      'code',
      'What the timescale means: by, between, from, after, completed, ongoing, recurring, relative, none or unknown.',
      (row) => row.timescale.kind,
    ],
    earliest: ['day', 'The first day of its timescale.', (row) => row.timescale.earliest],
    latest: ['day', 'The last day of its timescale.', (row) => row.timescale.latest],
    stage: ['code', 'Its stage.', (row) => row.stage],
    level: ['code', 'The level that a person declared last.', (row) => row.level],
    progress: ['number', 'How much of it is done, in per cent.', (row) => row.progress],
    priority: ['code', 'Its priority.', (row) => row.priority],
    success: ['text', 'How success is recognised.', (row) => row.success],
    tags: ['text', 'Its tags, with semicolons between them.', (row) => list(row.tags)],
    computed_level: [
      'code',
      'Its level by the rules of the plan, or by an override.',
      (row) => row.computed?.level ?? null,
    ],
    computed_word: ['text', 'That level as the rules call it.', (row) => row.computed?.word ?? null],
    computed_rule: ['code', 'The rule that decides it.', (row) => row.computed?.rule ?? null],
    computed_since: ['day', 'Since when it has that level.', (row) => row.computed?.since ?? null],
    turns_on: [
      'day',
      'When that level changes if nothing more is recorded.',
      (row) => row.computed?.turns?.on ?? null,
    ],
    turns_to: ['code', 'The level that it changes to then.', (row) => row.computed?.turns?.level ?? null],
    overridden: [
      'yes or no',
      'Whether a person set that level in place of the rules.',
      (row) => row.computed?.overridden ?? null,
    ],
    disagrees: [
      'yes or no',
      'Whether the declared level is another than that by the rules.',
      (row) => row.disagrees,
    ],
    redated: ['number', 'How often its date was moved.', (row) => row.redated],
    withdrawn: ['yes or no', 'Whether it is withdrawn.', (row) => row.withdrawn],
    updates: ['number', 'How many updates with words it has.', (row) => row.updates],
    last_update_on: ['day', 'The day of the newest of them.', (row) => row.lastUpdate?.on ?? null],
    last_update: ['text', 'Its words.', (row) => row.lastUpdate?.text ?? null],
    attachments: ['number', 'How many files and links it has.', (row) => row.attached.count],
    evidence: ['number', 'How many of them are evidence.', (row) => row.attached.evidence],
  }),
  plans: table<PlanSummary>('Every plan.', {
    id: ['id', 'The plan. It never changes.', (row) => row.id],
    code: ['code', 'Its short name in addresses.', (row) => row.code],
    title: ['text', 'Its title.', (row) => row.title],
    kind: ['code', 'What kind of plan it is.', (row) => row.kind],
    archived: [
      'yes or no',
      'Whether it is archived; such a plan is here only where it was asked for.',
      (row) => row.archived,
    ],
    area_id: ['id', 'Its area; nothing means the force’s own.', (row) => row.areaId],
    sponsor: ['text', 'Who stands for it.', (row) => row.sponsor],
    period: ['text', 'Its period in words.', (row) => row.period?.said ?? null],
    period_start: ['day', 'The first day of its period.', (row) => row.period?.start ?? null],
    period_end: ['day', 'The last day of its period.', (row) => row.period?.end ?? null],
    workflow: ['code', 'Its workflow.', (row) => row.workflow],
    workflow_version: ['number', 'The version of its workflow.', (row) => row.workflowVersion],
    rules: ['code', 'The RAG rules that rate it.', (row) => row.ragRules?.code ?? null],
    rules_version: ['number', 'Their version.', (row) => row.ragRules?.version ?? null],
    actions: ['number', 'How many actions it has that are not withdrawn.', (row) => row.counts.actions],
    complete: ['number', 'How many of them are complete.', (row) => row.counts.stages.complete ?? 0],
    withdrawn: ['number', 'How many actions are withdrawn.', (row) => row.counts.withdrawn],
    disagreements: [
      'number',
      'How many have a declared level that is another than that by the rules.',
      (row) => row.disagreements,
    ],
    last_update_on: ['day', 'The day of the newest update of its actions.', (row) => row.lastUpdate],
  }),
  sections: table<SectionOut>('Every section of a plan, in the order of the plan.', {
    id: ['id', 'The section. It never changes.', ({ section }) => section.id],
    plan_id: ['id', 'The plan that it is in.', ({ plan }) => plan.id],
    plan_code: ['code', 'The code of that plan.', ({ plan }) => plan.code],
    place: ['number', 'Its place in the plan, from 1.', ({ place }) => place],
    ref: ['text', 'Its number or mark.', ({ section }) => section.ref],
    title: ['text', 'Its title.', ({ section }) => section.title || null],
    actions: [
      'number',
      'How many actions it has that are not withdrawn.',
      ({ section }) => section.counts.actions,
    ],
    withdrawn: ['number', 'How many actions are withdrawn.', ({ section }) => section.counts.withdrawn],
  }),
  owners: table<OwnerOut>('Every owner; of one plan those that own an action in it.', {
    id: ['id', 'The owner. It never changes.', ({ party }) => party.id],
    name: ['text', 'Its name.', ({ party }) => party.name],
    kind: ['code', 'Whether it is a person, a post, a team or an organisation.', ({ party }) => party.kind],
    aliases: [
      'text',
      'Other names that mean it, with semicolons between them.',
      ({ party }) => list(party.aliases),
    ],
    parent_id: ['id', 'The owner that it belongs to.', ({ party }) => party.parent?.id ?? null],
    parent: ['text', 'The name of that owner.', ({ party }) => party.parent?.name ?? null],
    holder: ['text', 'Who holds the post.', ({ party }) => party.holder?.holder.name ?? null],
    holder_since: ['day', 'Since when they do.', ({ party }) => party.holder?.from ?? null],
    actions: [
      'number',
      'How many actions it owns in all plans that are not withdrawn; nothing in the table of one plan.',
      ({ party, everywhere }) => (everywhere ? party.actions : null),
    ],
    computed_red: [
      'number',
      'How many of them are red by the rules.',
      ({ party, everywhere }) => (everywhere ? party.red.computed : null),
    ],
    declared_red: [
      'number',
      'How many of them are declared red.',
      ({ party, everywhere }) => (everywhere ? party.red.declared : null),
    ],
  }),
  'action-owners': table<ActionOwnerOut>('Every owner of every action, which joins the two.', {
    ...ofAction,
    owner_id: ['id', 'The owner.', ({ owner }) => owner.partyId],
    owner: ['text', 'Its name.', ({ owner }) => owner.name],
    duty: [
      'code',
      'Whether it is responsible, accountable, consulted or informed.',
      ({ owner }) => owner.duty,
    ],
  }),
  updates: table<UpdateOut>('Every update that stands, up to the day.', {
    id: ['id', 'The update. It never changes.', ({ update }) => update.id],
    ...ofAction,
    on: ['day', 'The day that it is about.', ({ update }) => update.on],
    dated: [
      'yes or no',
      'Whether that day was stated; otherwise it is the date of the document.',
      ({ update }) => update.dated,
    ],
    recorded_at: ['instant', 'When it was recorded.', ({ update }) => update.recordedAt],
    recorded_by_id: ['id', 'Who recorded it.', ({ update }) => update.by.id],
    recorded_by: ['text', 'Their name.', ({ update }) => update.by.name],
    text: ['text', 'Its words.', ({ update }) => update.text],
    reason: ['text', 'Why it says what it says.', ({ update }) => update.reason],
    stage: ['code', 'The stage that it states.', ({ update }) => update.stage ?? null],
    level: ['code', 'The level that it declares.', ({ update }) => update.level ?? null],
    progress: [
      'number',
      'How much is done, in per cent, as it states it.',
      ({ update }) => update.progress ?? null,
    ],
    priority: ['code', 'The priority that it states.', ({ update }) => update.priority ?? null],
    timescale: [
      'text',
      'The timescale that it states, in words.',
      ({ update }) => update.timescale?.said ?? null,
    ],
    timescale_kind: ['code', 'What that timescale means.', ({ update }) => update.timescale?.kind ?? null],
    earliest: ['day', 'The first day of that timescale.', ({ update }) => update.timescale?.earliest ?? null],
    latest: ['day', 'The last day of that timescale.', ({ update }) => update.timescale?.latest ?? null],
    cleared: [
      'text',
      'The fields whose value it takes back, with semicolons between them.',
      ({ update }) => list(saidFieldNames.filter((field) => update[field] === null)),
    ],
  }),
  ratings: table<RatingOut>(
    'Every level that an action had, has and will have if nothing more is recorded, with its days: declared by a person, and by the rules.',
    {
      ...ofAction,
      origin: ['code', 'declared or computed.', ({ origin }) => origin],
      level: ['code', 'The level; nothing where none was declared.', ({ span }) => span.level],
      word: [
        'text',
        'The level in words.',
        (row) =>
          computedIn(row)?.word ?? (row.span.level === null ? null : levelMark(row.span.level, null).word),
      ],
      from: ['day', 'The first day on which it has the level.', ({ span }) => span.from],
      to: [
        'day',
        'The first day on which it no longer has it; nothing where that is not known.',
        ({ span }) => span.to,
      ],
      rule: ['code', 'The rule that decides it.', (row) => computedIn(row)?.rule ?? null],
      reason: ['text', 'Why, in words.', (row) => reasonOf(row)],
      overridden: [
        'yes or no',
        'Whether a person set it in place of the rules.',
        (row) => computedIn(row)?.overridden ?? null,
      ],
      forecast: [
        'yes or no',
        'Whether its first day is after the day of the table.',
        ({ span, asAt }) => span.from > asAt,
      ],
    },
  ),
  timescales: table<TimescaleOut>(
    'Every timescale that an action had, with its days: how its date slipped.',
    {
      ...ofAction,
      place: ['number', 'The first timescale of the action has 1.', ({ place }) => place],
      from: ['day', 'The day from which it holds.', ({ span }) => span.from],
      to: ['day', 'The first day on which it no longer holds.', ({ span }) => span.to],
      timescale: ['text', 'The timescale in words.', ({ span }) => span.timescale.said || null],
      timescale_kind: ['code', 'What it means.', ({ span }) => span.timescale.kind],
      earliest: ['day', 'Its first day.', ({ span }) => span.timescale.earliest],
      latest: ['day', 'Its last day.', ({ span }) => span.timescale.latest],
      moved_days: [
        'number',
        'By how many days its last day is later than that of the timescale before; earlier is negative.',
        (row) => movedDays(row),
      ],
    },
  ),
} as const satisfies Readonly<Record<FeedTable, unknown>>

/** What the rows of a table are made of. */
export type FactSource<T extends FeedTable> = (typeof factTables)[T] extends FactTable<infer R> ? R : never

const reasonOf = (row: RatingOut): Fact => {
  const span = computedIn(row)
  if (span === null || span.overridden) return null
  const met = span.because.filter((test) => test.met)
  return met.length === 0 ? null : becauseWords(met, span.from)
}

const movedDays = ({ span, before }: TimescaleOut): Fact => {
  const [earlier, later] = [before?.timescale.latest ?? null, span.timescale.latest]
  return earlier === null || later === null ? null : daysBetween(earlier, later)
}

/** The name of the column of a table for one of the force's own columns. */
const ownName = (code: string): string => `column_${code.replaceAll('-', '_')}`

/** The names of the columns of a table; that of actions has the force's own columns at the end. */
export const namesOfFacts = (name: FeedTable, own: readonly Column[]): string[] => [
  ...Object.keys(factTables[name].columns),
  ...(name === 'actions' ? own.map(({ code }) => ownName(code)) : []),
]

/** A row of a table. */
export const factsOf = <T extends FeedTable>(
  name: T,
  source: FactSource<T>,
  own: readonly Column[],
): FactRow => {
  const { columns } = factTables[name] as FactTable<FactSource<T>>
  const row: Record<string, Fact> = {}
  for (const [column, { of }] of Object.entries(columns)) row[column] = of(source)
  if (name === 'actions')
    for (const { code } of own) row[ownName(code)] = (source as ActionRow).columns[code]?.value ?? null
  return row
}
