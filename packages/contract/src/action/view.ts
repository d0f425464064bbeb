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
  keptAttachment,
  type ListedField,
  levelCode,
  linkKind,
  listedFields,
  MOST_CELL,
  place,
  readAt,
  refOrigins,
  stageCode,
  timescale,
  touchedShape,
  workflowShape,
} from '@beatbook/domain'
import * as z from 'zod'

/** An owner in a list. */
export const ownerView = z.object({ partyId: id, name: z.string(), duty: z.enum(duties) })

/**
 * A level for display: letter, word and shape always accompany the colour. `level` is a code of the plan's
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
 * A level by the rules. `rule` decided it (`null`: none was met). It is valid since `since`, and if nothing
 * more is recorded it changes to `turns.level` on the day `turns.on` (`null`: never). `overridden`: it is a
 * person's override instead.
 */
export const computed = shownLevel.extend({
  rule: z.string().nullable(),
  since: isoDate,
  turns: z.object({ on: isoDate, level: z.string() }).nullable(),
  overridden: z.boolean(),
})
export type Computed = z.infer<typeof computed>

/** An action as a row of a list, at a date. `address` is `plan code/slug`. */
export const actionRow = z.object({
  id,
  address: z.string(),
  planId: id,
  planCode: z.string(),
  sectionId: id,
  section: z.string(),
  ref: z.string(),
  refOrigin: z.enum(refOrigins),
  text: z.string(),
  ownerSaid: z.string().nullable(),
  owners: z.array(ownerView),
  /** How success is recognised, in words; `null` where that is not stated. */
  success: z.string().nullable(),
  tags: z.array(z.string()),
  /** The current value of every field that an update can set; `null` where it was never stated. */
  ...currentShape,
  /** The values of the force's own columns, by their codes. */
  columns: columnValues,
  redated: z.int(),
  withdrawn: z.boolean(),
  updates: z.int(),
  lastUpdate: z.object({ on: isoDate, text: z.string() }).nullable(),
  /** How many files and links it and its updates have, and how many of them are evidence. */
  attached: z.object({ count: z.int(), evidence: z.int() }),
  /**
   * The level by the plan's rules on the day; `null` where the plan has no rules then, or the level is not
   * calculated yet.
   */
  computed: computed.nullable(),
  /** Whether the declared level differs from the level by the rules. */
  disagrees: z.boolean(),
})
export type ActionRow = z.infer<typeof actionRow>

/**
 * A link as seen from one of its ends: `to` leads from this action to the other, `from` from the other to
 * this one. The other has its own level by the rules.
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

/** A complete action at a date. `touched` is what a command returns as `seen`. */
export const actionView = actionRow.extend({
  planTitle: z.string(),
  ...workflowShape,
  /** Its area; `null` is that of its plan. */
  areaId: id.nullable(),
  originalTimescale: timescale,
  details: z.array(z.object({ heading: z.string(), text: z.string() })),
  /** The override that is valid on the day. */
  override: z.object({ level: z.string(), from: isoDate, until: isoDate, reason: z.string() }).nullable(),
  /** Who holds the posts among its owners on the day, each with the day since which they do. */
  holders: z.array(z.object({ partyId: id, name: z.string(), from: isoDate })),
  /** Its links, and the links of others to it. */
  links: z.array(linkView),
  /** Its files and web links, and those of its updates, in the order in which they were added. */
  attachments: z.array(keptAttachment),
  /** Its original timescale, that of the last accepted document, and the current one. */
  dates: z.object({ original: timescale, agreed: timescale, current: timescale }),
  touched: z.object(touchedShape),
  /** As `touched`, for the force's own columns, by their codes. */
  columnsTouched: z.record(z.string(), z.int()),
  document: z.object({ id, name: z.string(), place: place.nullable() }).nullable(),
  previous: z.string().nullable(),
  next: z.string().nullable(),
})
export type ActionView = z.infer<typeof actionView>

// `Object.fromEntries` loses the type of each field; the cast restores it.
const listedShape = Object.fromEntries(
  listedFields.map((field) => [field, z.array(givenLine(60)).max(50).optional()]),
) as { [F in ListedField]: z.ZodOptional<z.ZodArray<z.ZodString>> }

/** The filters of a list of actions. Absent fields do not filter; lists match any of their values. */
export const actionFilter = z.object({
  plan: givenText(200).optional(),
  section: givenText(200).optional(),
  levels: z.array(z.union([levelCode, z.literal('none')])).optional(),
  stages: z.array(z.union([stageCode, z.literal('none')])).optional(),
  /** An owner by its id or any of its names; `none` matches an action without one. */
  owner: givenText(500).optional(),
  /** Text search in the ref, text, owner and newest update. */
  text: givenText(200).optional(),
  /** Levels by the rules, by their codes in the plans' RAG rules; `none` matches actions without a rating. */
  computed: z.array(givenLine(60)).max(50).optional(),
  /** Only actions whose declared level differs from the computed one, or with `false` only the others. */
  disagrees: z.boolean().optional(),
  /** Deadlines (`by`, `between`) on or before this day, not complete. */
  dueBy: givenDay.optional(),
  /** Deadlines on or after this day, not complete. */
  dueFrom: givenDay.optional(),
  /** Actions that are not complete and have no update with words of the last so many days. */
  silentOver: z.int().min(0).max(36_500).optional(),
  /** Only actions that have evidence, or with `false` only those that have none. */
  evidence: z.boolean().optional(),
  /** Any of these tags, without regard to case; `none` matches an action without a tag. */
  tags: z.array(givenLine(40)).max(50).optional(),
  /** For the fields that lists filter by, any of these codes; `none` matches a missing value. */
  ...listedShape,
  /**
   * For the force's own columns, by their codes, any of these values as they are typed ("yes", "12.5", a
   * choice, a day as YYYY-MM-DD); `none` matches a missing value.
   */
  columns: z.record(columnCode, z.array(givenLine(MOST_CELL)).max(50)).optional(),
  withdrawn: z.enum(['without', 'with', 'only']).default('without'),
})
export type ActionFilter = z.output<typeof actionFilter>

/** The filters of a view of one plan, by its code or id: the same as those of a list. */
export const planFilter = actionFilter.extend({ plan: givenText(200) })

/** Whether a filter leaves any action of its plan out that is not withdrawn, or asks for withdrawn ones alone. */
export const isNarrowing = (filter: Partial<ActionFilter>): boolean =>
  Object.entries(filter).some(
    ([field, value]) =>
      field in actionFilter.shape &&
      field !== 'plan' &&
      value !== undefined &&
      (field !== 'withdrawn' || value === 'only'),
  )

/** The owner of a filter that asks for actions without one. */
export const NOBODY = 'none'

const ownSorts = ['place', 'ref', 'timescale', 'level', 'stage', 'last-update', 'computed'] as const
/** The possible orders of a list. */
export type ActionSort = FieldSort | ColumnSort
type FieldSort = (typeof ownSorts)[number] | ListedField
/** An order by one of the force's own columns, named by its code. */
export type ColumnSort = `column:${string}`
export const actionSorts: readonly FieldSort[] = [...ownSorts, ...listedFields]
const columnSort = z.string().regex(/^column:[a-z0-9-]{1,40}$/) as unknown as z.ZodType<ColumnSort>
const COLUMN_SORT = 'column:'

/** The order by a column. */
export const sortByColumn = (code: string): ColumnSort => `${COLUMN_SORT}${code}`

/** The code of the column in an order; `null` where the order is by a field. */
export const columnOfSort = (sort: ActionSort): string | null =>
  sort.startsWith(COLUMN_SORT) ? sort.slice(COLUMN_SORT.length) : null

/** The most rows in a page: what the serving thread answers in about 10 ms. */
export const MOST_LISTED = 200

/** The most rows that a page can pass over. */
const MOST_SKIPPED = 1_000_000

/**
 * A query for a list: filter, order and page. `cursor` is the `next` of the previous page, and refused
 * (`bad-input`) where it is none; `skip` passes over so
 * many rows, from the cursor or the top. A page near the end is found soonest in the other direction. With `from`
 * the page begins at that action, wherever it is in the list; the answer's `start` says how many are before it.
 */
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
  skip: z.int().min(0).max(MOST_SKIPPED).optional(),
  from: id.optional(),
  /** Counts every match, also across plans, where it costs more than the page. */
  exact: z.boolean().optional(),
})
export type ActionQuestion = z.output<typeof actionQuestion>

/**
 * One page of a list. `count` is exact within a plan, or where `exact` asked for it, and limited otherwise:
 * `capped` then means that there are more.
 */
export const actionPage = z.object({
  rows: z.array(actionRow),
  count: z.int(),
  capped: z.boolean(),
  next: z.string().nullable(),
  /** Only where `from` asked for it: the rows before the page. An action that is not in the list has none. */
  start: z.int().optional(),
})
export type ActionPage = z.infer<typeof actionPage>
