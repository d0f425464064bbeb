import * as z from 'zod'
import { isoDate } from '../calendar/date.ts'
import { formats } from '../document/original.ts'
import { finding, place } from '../finding/finding.ts'
import { documentDateReasons } from '../note/note.ts'
import { planKind } from '../plan/kind.ts'
import { progress } from '../progress/progress.ts'
import { timescale } from '../timescale/timescale.ts'
import { levelCode, stageCode, workflowCode } from '../workflow/schemas.ts'

/**
 * A range of the source's text: what a reader found, and where. Every character of the source is in exactly
 * one piece.
 */
export const piece = z.object({ text: z.string(), place })
export type Piece = z.infer<typeof piece>

/** The pieces of the source that a value was read from, as indexes into `draft.source.pieces`. */
export const from = z.array(z.int())

export const draftUpdate = z.object({
  key: z.string(),
  /** Its day, `null` when it has none or an impossible one. */
  on: isoDate.nullable(),
  /** The date as written, where there is one. */
  said: z.string().nullable(),
  text: z.string(),
  from,
})
export type DraftUpdate = z.infer<typeof draftUpdate>

/** A dated change of stage, as in an inspection log. */
export const draftStage = z.object({ on: isoDate.nullable(), stage: stageCode, said: z.string(), from })
export type DraftStage = z.infer<typeof draftStage>

export const draftOwner = z.object({
  name: z.string().min(1),
  duty: z.enum(['accountable', 'responsible', 'consulted', 'informed']),
})
export type DraftOwner = z.infer<typeof draftOwner>

export const draftAction = z.object({
  key: z.string(),
  ref: z.string().min(1),
  /**
   * `read` from the source, `restored` from its neighbours, or `generated` because the source numbers
   * nothing.
   */
  refOrigin: z.enum(['read', 'restored', 'generated']),
  text: z.string(),
  /** The owner cell as written; `null` when there is none. */
  ownerSaid: z.string().nullable(),
  owners: z.array(draftOwner),
  timescale,
  level: levelCode.nullable(),
  levelSaid: z.string().nullable(),
  /** The stage at the document's date; `null` is *not stated*. */
  stage: stageCode.nullable(),
  stageSaid: z.string().nullable(),
  /**
   * The stated progress at the document's date, in per cent; `null` is *not stated*, also in drafts stored
   * before this field existed.
   */
  progress: progress.nullable().default(null),
  /** Dated changes of stage before it, oldest first. */
  stages: z.array(draftStage),
  updates: z.array(draftUpdate),
  /** Columns that are not a field of an action, under their own heading. */
  details: z.array(z.object({ heading: z.string(), text: z.string(), from })),
  /** The pieces behind each field. */
  from: z.object({
    ref: from,
    text: from,
    owner: from,
    timescale: from,
    level: from,
    stage: from,
    progress: from.default([]),
  }),
})
export type DraftAction = z.infer<typeof draftAction>

export const draftSection = z.object({
  key: z.string(),
  ref: z.string().nullable(),
  title: z.string(),
  actions: z.array(draftAction),
  from,
})
export type DraftSection = z.infer<typeof draftSection>

export const draftPlan = z.object({
  key: z.string(),
  title: z.string(),
  kind: planKind,
  workflow: workflowCode,
  /** The time in the title, as written ("July 2022"). */
  dated: z.string().nullable(),
  period: z.object({ start: isoDate.nullable(), end: isoDate.nullable(), said: z.string() }).nullable(),
  sponsor: z.string().nullable(),
  /**
   * The date from which the document is valid. `today` is used only until the draft is accepted; then it is
   * the day of accepting.
   */
  documentDate: z.object({
    on: isoDate.nullable(),
    because: z.enum(documentDateReasons),
    said: z.string().nullable(),
  }),
  sections: z.array(draftSection),
  /** Prose that belongs to the plan as a whole: aims, introductions. */
  from,
})
export type DraftPlan = z.infer<typeof draftPlan>

/** A table of figures: one row for each area (or other label), one named column for each figure. */
export const draftTable = z.object({
  key: z.string(),
  title: z.string(),
  /** The heading of the label column ("NPU"). */
  labelHeading: z.string(),
  columns: z.array(
    z.object({ key: z.string(), heading: z.string(), unit: z.enum(['count', 'gbp', 'percent']) }),
  ),
  rows: z.array(z.object({ label: z.string(), values: z.record(z.string(), z.number().nullable()), from })),
  /** The totals row as written, where there is one. */
  totals: z.record(z.string(), z.number().nullable()).nullable(),
  computedTotals: z.record(z.string(), z.number()),
  readingDate: z.string().nullable(),
  targetDate: isoDate.nullable(),
  from,
})
export type DraftTable = z.infer<typeof draftTable>

/** Text the reader leaves out, with the reason. A range with its count is enough. */
export const ignored = z.object({
  reason: z.enum([
    'page-furniture',
    'contents',
    'introduction',
    'prose',
    'template',
    'guidance',
    'markup',
    'list-of-values',
    'repeated-header',
    'empty-structure',
    'hidden',
    'deleted',
    'not-a-plan',
  ]),
  text: z.string(),
  count: z.int(),
  place: place.nullable(),
  from,
})
export type Ignored = z.infer<typeof ignored>

/**
 * The result of reading a document, each value with the place it came from. It becomes a plan only through
 * `accept`. Before decisions it has the cautious choice: undated, unsplit, not stated.
 */
export const draft = z.object({
  source: z.object({ name: z.string(), format: z.enum(formats), pieces: z.array(piece) }),
  plans: z.array(draftPlan),
  tables: z.array(draftTable),
  areas: z.array(z.string()),
  findings: z.array(finding),
  ignored: z.array(ignored),
})
export type Draft = z.infer<typeof draft>
