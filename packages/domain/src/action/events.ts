import * as z from 'zod'
import { isoDate } from '../calendar/date.ts'
import { columnValue } from '../column/column.ts'
import { storedFile } from '../document/original.ts'
import { id } from '../id.ts'
import { link } from '../link/link.ts'
import { owner } from '../party/party.ts'
import type { EventBody, Recorded } from '../stream/event.ts'
import { commandUndone } from '../stream/undone.ts'
import { timescale } from '../timescale/timescale.ts'
import { workflowFacts } from '../workflow/schemas.ts'
import {
  describedFactsShape,
  describedWordsShape,
  saidFactsShape,
  saidWordsShape,
  timescaleMeaning,
} from './schemas.ts'

/**
 * Where a ref comes from: `read` from a document, `restored` from its neighbours there, `given` by a person,
 * or `generated` where none was stated.
 */
export const refOrigins = ['read', 'restored', 'given', 'generated'] as const
export type RefOrigin = (typeof refOrigins)[number]

const timescaleWords = timescale.pick({ said: true, anchor: true, every: true })

/** Where something was read in an accepted document: the document and the pieces of its source. */
export const readFrom = z.object({ documentId: id, pieces: z.array(z.int()) })
const detail = z.object({ heading: z.string(), text: z.string() })

/**
 * An action exists from this day, with its words, owners and timescale. Its stage and level are not stated;
 * without `areaId` its area is that of its plan.
 */
export const actionAdded = z.object({
  type: z.literal('action-added'),
  v: z.literal(1),
  facts: z.object({
    planId: id,
    sectionId: id,
    ref: z.string(),
    /** The last part of its address: the ref, or `20~2` for the second action of that ref. */
    slug: z.string(),
    refOrigin: z.enum(refOrigins),
    order: z.number(),
    ...workflowFacts,
    areaId: id.nullable().optional(),
    owners: z.array(owner),
    timescale: timescaleMeaning,
    from: readFrom.nullable(),
  }),
  words: z.object({
    text: z.string(),
    ownerSaid: z.string().nullable(),
    timescale: timescaleWords,
    /** How success is recognised; absent where nothing was stated. */
    success: z.string().optional(),
    /** Its tags; absent where it has none. */
    tags: z.array(z.string()).optional(),
    details: z.array(detail),
  }),
})

/**
 * A dated entry: words, and the fields it changed. `dated` is false when the document has no day for it and
 * the document's date was used.
 */
export const updateRecorded = z.object({
  type: z.literal('update-recorded'),
  v: z.literal(1),
  facts: z.object({
    updateId: id,
    dated: z.boolean(),
    /** A field is also absent where the update was recorded before the field existed. */
    ...saidFactsShape,
    from: readFrom.nullable(),
  }),
  words: z.object({
    text: z.string().nullable(),
    reason: z.string().nullable(),
    ...saidWordsShape,
  }),
})

/**
 * The force's own columns have these values from this day; `null` clears one. Text is in the words, by the
 * same codes.
 */
export const columnsSet = z.object({
  type: z.literal('columns-set'),
  v: z.literal(1),
  facts: z.object({ values: z.record(z.string(), columnValue.nullable()) }),
  words: z.object({ values: z.record(z.string(), z.string()), reason: z.string().nullable() }),
})

/** The action's description changed. Absent fields are unchanged. */
export const actionRevised = z.object({
  type: z.literal('action-revised'),
  v: z.literal(1),
  facts: z.object({
    ...describedFactsShape,
    slug: z.string().optional(),
    /** The workflow of its plan, where that is another one from then on. */
    workflow: z.string().optional(),
    workflowVersion: workflowFacts.workflowVersion,
    /** Between two whole numbers where the action was put between two others. */
    order: z.number().optional(),
    from: readFrom.nullable(),
  }),
  words: z.object({
    ...describedWordsShape,
    reason: z.string().nullable(),
  }),
})

/** The action is withdrawn. It and its history remain readable. */
export const actionWithdrawn = z.object({
  type: z.literal('action-withdrawn'),
  v: z.literal(1),
  facts: z.object({}),
  words: z.object({ reason: z.string().nullable() }),
})

/** A withdrawn action is restored. */
export const actionRestored = z.object({
  type: z.literal('action-restored'),
  v: z.literal(1),
  facts: z.object({}),
  words: z.object({ reason: z.string().nullable() }),
})

/** A person's level replaces the computed one from this day to the end of `until`, then lapses. */
export const levelOverridden = z.object({
  type: z.literal('level-overridden'),
  v: z.literal(1),
  facts: z.object({ level: z.string(), until: isoDate }),
  words: z.object({ reason: z.string() }),
})

/** The current override ends early: the rules decide again from this day on. */
export const overrideLifted = z.object({
  type: z.literal('override-lifted'),
  v: z.literal(1),
  facts: z.object({}),
  words: z.object({ reason: z.string().nullable() }),
})

/** The action has a link to another object from this day. */
export const linkAdded = z.object({
  type: z.literal('link-added'),
  v: z.literal(1),
  facts: link,
  words: z.object({ reason: z.string().nullable() }),
})

/** The action no longer has a link. */
export const linkRemoved = z.object({
  type: z.literal('link-removed'),
  v: z.literal(1),
  facts: link,
  words: z.object({ reason: z.string().nullable() }),
})

/**
 * A file or a web link of the action, or of an update of it (`updateId`), is there from this day. `evidence` is
 * the day on which what it shows was done, `null` where it is no evidence. The name of the file, or the address,
 * is in the words.
 */
export const attachmentAdded = z.object({
  type: z.literal('attachment-added'),
  v: z.literal(1),
  facts: z.object({
    attachmentId: id,
    updateId: id.nullable(),
    file: storedFile.nullable(),
    evidence: isoDate.nullable(),
  }),
  words: z.object({
    title: z.string(),
    name: z.string().nullable(),
    url: z.string().nullable(),
    reason: z.string().nullable(),
  }),
})

/** A file or link has another title, or is evidence or no longer. Absent fields are unchanged. */
export const attachmentChanged = z.object({
  type: z.literal('attachment-changed'),
  v: z.literal(1),
  facts: z.object({ attachmentId: id, evidence: isoDate.nullable().optional() }),
  words: z.object({ title: z.string().optional(), reason: z.string().nullable() }),
})

/** A file or link is no longer there. Its file remains, for the days on which it was. */
export const attachmentRemoved = z.object({
  type: z.literal('attachment-removed'),
  v: z.literal(1),
  facts: z.object({ attachmentId: id }),
  words: z.object({ reason: z.string().nullable() }),
})

export const actionEvent = z.discriminatedUnion('type', [
  actionAdded,
  updateRecorded,
  columnsSet,
  actionRevised,
  actionWithdrawn,
  actionRestored,
  levelOverridden,
  overrideLifted,
  linkAdded,
  linkRemoved,
  attachmentAdded,
  attachmentChanged,
  attachmentRemoved,
  commandUndone,
])
export type ActionEvent = z.infer<typeof actionEvent>

/** The events of one action among those of a record, as input for `foldAction` and `historyOf`. */
export const eventsOfAction = (
  record: readonly Recorded<EventBody>[],
  actionId: string,
): Recorded<ActionEvent>[] =>
  record.filter(
    (event) => event.stream.kind === 'action' && event.stream.id === actionId,
  ) as unknown as Recorded<ActionEvent>[]
