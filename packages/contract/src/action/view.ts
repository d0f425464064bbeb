import {
  columnCode,
  columnValues,
  currentShape,
  duties,
  givenDay,
  givenLine,
  givenText,
  id,
  isoDate,
  type ListedField,
  levelCode,
  linkKind,
  listedFields,
  MOST_CELL,
  place,
  readAt,
  stageCode,
  timescale,
  touchedShape,
  workflowShape,
} from '@beatbook/domain'
import * as z from 'zod'

/** An owner as a list shows it. */
export const ownerView = z.object({ partyId: id, name: z.string(), duty: z.enum(duties) })

/**
 * A level as it is shown: letter, word and shape always go with the colour. `level` is a code of the plan's
 * RAG rules.
 */
export const shownLevel = z.object({
  level: z.string(),
  letter: z.string(),
  word: z.string(),
  shape: z.string(),
})
export type ShownLevel = z.infer<typeof shownLevel>

/**
 * A level by the rules. `rule` decided it (`null`: none was met), it stands since `since`, and if nothing
 * more is said it turns into `turns.level` on the day `turns.on` (`null`: never). `overridden`: a person's
 * level stands in its place.
 */
export const computed = shownLevel.extend({
  rule: z.string().nullable(),
  since: isoDate,
  turns: z.object({ on: isoDate, level: z.string() }).nullable(),
  overridden: z.boolean(),
})
export type Computed = z.infer<typeof computed>

/** An action as a row of a list, at the date asked for. `address` is `plan code/slug`. */
export const actionRow = z.object({
  id,
  address: z.string(),
  planId: id,
  planCode: z.string(),
  sectionId: id,
  section: z.string(),
  ref: z.string(),
  refOrigin: z.enum(['read', 'restored', 'generated']),
  text: z.string(),
  ownerSaid: z.string().nullable(),
  owners: z.array(ownerView),
  /** What was said last of every field that an update can say; `null` where nobody said it. */
  ...currentShape,
  /** What the columns of the force's own have, by their codes. */
  columns: columnValues,
  redated: z.int(),
  withdrawn: z.boolean(),
  updates: z.int(),
  lastUpdate: z.object({ on: isoDate, text: z.string() }).nullable(),
  /**
   * The level by the plan's rules on the day asked for; `null` where the plan has no rules then, or it is not
   * worked out yet.
   */
  computed: computed.nullable(),
  /** Whether a person declared another level than the rules give. */
  disagrees: z.boolean(),
})
export type ActionRow = z.infer<typeof actionRow>

/**
 * A link as one of its ends shows it: `to` leads from the action shown to the other, `from` from the other to
 * it. The other has its own level by the rules.
 */
export const linkView = z.object({
  kind: linkKind,
  direction: z.enum(['to', 'from']),
  id,
  address: z.string(),
  text: z.string(),
  computed: computed.nullable(),
})
export type LinkView = z.infer<typeof linkView>

/** A whole action at a date. `touched` is what a command carries back as `seen`. */
export const actionView = actionRow.extend({
  planTitle: z.string(),
  ...workflowShape,
  originalTimescale: timescale,
  details: z.array(z.object({ heading: z.string(), text: z.string() })),
  /** The override that holds on the day asked for. */
  override: z.object({ level: z.string(), from: isoDate, until: isoDate, reason: z.string() }).nullable(),
  /** Its links, and the links of others to it. */
  links: z.array(linkView),
  /** Its timescale as it began, as the last accepted document says it, and as it is. */
  dates: z.object({ original: timescale, agreed: timescale, current: timescale }),
  touched: z.object(touchedShape),
  /** As `touched`, for the columns of the force's own, by their codes. */
  columnsTouched: z.record(z.string(), z.int()),
  document: z.object({ id, name: z.string(), place: place.nullable() }).nullable(),
  previous: z.string().nullable(),
  next: z.string().nullable(),
})
export type ActionView = z.infer<typeof actionView>

// A list of schemas made from the list of fields has no type for each; it is put back by hand.
const listedShape = Object.fromEntries(
  listedFields.map((field) => [field, z.array(givenLine(60)).max(50).optional()]),
) as { [F in ListedField]: z.ZodOptional<z.ZodArray<z.ZodString>> }

/**
 * What a list of actions can be narrowed by. Fields that are absent do not narrow; lists match any of their
 * values.
 */
export const actionFilter = z.object({
  plan: givenText(200).optional(),
  section: givenText(200).optional(),
  levels: z.array(z.union([levelCode, z.literal('none')])).optional(),
  stages: z.array(z.union([stageCode, z.literal('none')])).optional(),
  owner: givenText(500).optional(),
  /** Words of the ref, text, owner or newest update. */
  text: givenText(200).optional(),
  /** Levels by the rules, by their codes in the plans' RAG rules; `none` is without a rating. */
  computed: z.array(givenLine(60)).max(50).optional(),
  /** Only those where the declared level is not the computed one. */
  disagrees: z.boolean().optional(),
  /** Deadlines (`by`, `between`) on or before this day, not complete. */
  dueBy: givenDay.optional(),
  /** Of the fields that lists go by, any of these codes; `none` is what nobody stated. */
  ...listedShape,
  /**
   * Of columns of the force's own, by their codes, any of these values as they are typed ("yes", "12.5", a
   * choice, a day as YYYY-MM-DD); `none` is what has no value.
   */
  columns: z.record(columnCode, z.array(givenLine(MOST_CELL)).max(50)).optional(),
  withdrawn: z.enum(['without', 'with', 'only']).default('without'),
})
const ownSorts = ['place', 'ref', 'timescale', 'level', 'stage', 'last-update', 'computed'] as const
/** What lists can be ordered by. */
export type ActionSort = FieldSort | ColumnSort
type FieldSort = (typeof ownSorts)[number] | ListedField
/** By the values of a column of the force's own, named by its code. */
export type ColumnSort = `column:${string}`
export const actionSorts: readonly FieldSort[] = [...ownSorts, ...listedFields]
const columnSort = z.string().regex(/^column:[a-z0-9-]{1,40}$/) as unknown as z.ZodType<ColumnSort>
const COLUMN_SORT = 'column:'

/** The order by a column. */
export const sortByColumn = (code: string): ColumnSort => `${COLUMN_SORT}${code}`

/** The code of the column a list is ordered by; `null` where it is ordered by a field. */
export const columnOfSort = (sort: ActionSort): string | null =>
  sort.startsWith(COLUMN_SORT) ? sort.slice(COLUMN_SORT.length) : null

/** How many rows a page of a list may have: what the thread that serves everybody answers in about 10 ms. */
export const MOST_LISTED = 200

/** A question for a list: filter, order and page. `cursor` is what the last page gave as `next`. */
export const actionQuestion = actionFilter.extend({
  ...readAt.shape,
  sort: z.union([z.enum(actionSorts), columnSort]).default('place'),
  descending: z.boolean().default(false),
  limit: z.int().min(1).max(MOST_LISTED).default(100),
  cursor: z
    .string()
    .max(20_000)
    .regex(/^[\w-]*$/)
    .optional(),
})
export type ActionQuestion = z.output<typeof actionQuestion>

/**
 * One page of a list. `count` is exact within a plan and capped beyond: `capped` then says there are more.
 */
export const actionPage = z.object({
  rows: z.array(actionRow),
  count: z.int(),
  capped: z.boolean(),
  next: z.string().nullable(),
})
export type ActionPage = z.infer<typeof actionPage>
