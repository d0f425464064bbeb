import * as z from 'zod'
import { isoDate } from '../calendar/date.ts'
import { columnValue } from '../column/column.ts'
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

const timescaleWords = timescale.pick({ said: true, anchor: true, every: true })

/** Where in an accepted document something was read: the document and the pieces of its source. */
export const readFrom = z.object({ documentId: id, pieces: z.array(z.int()) })
const detail = z.object({ heading: z.string(), text: z.string() })

/**
 * An action exists from now on, with its words, owners and timescale. Its stage and level are not stated;
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
    refOrigin: z.enum(['read', 'restored', 'generated']),
    order: z.int(),
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
    details: z.array(detail),
  }),
})

/**
 * A dated entry: words, and whatever it changed. `dated` is false when the document gave it no day and it
 * took the document's date.
 */
export const updateRecorded = z.object({
  type: z.literal('update-recorded'),
  v: z.literal(1),
  facts: z.object({
    updateId: id,
    dated: z.boolean(),
    /** A field is absent too where the update was recorded before there was such a field. */
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
 * Columns of the force's own have these values from this day; `null` takes one away. Text stands in the words,
 * by the same codes.
 */
export const columnsSet = z.object({
  type: z.literal('columns-set'),
  v: z.literal(1),
  facts: z.object({ values: z.record(z.string(), columnValue.nullable()) }),
  words: z.object({ values: z.record(z.string(), z.string()), reason: z.string().nullable() }),
})

/** The action's description changed. Fields that are absent stay. */
export const actionRevised = z.object({
  type: z.literal('action-revised'),
  v: z.literal(1),
  facts: z.object({
    ...describedFactsShape,
    slug: z.string().optional(),
    order: z.int().optional(),
    from: readFrom.nullable(),
  }),
  words: z.object({
    ...describedWordsShape,
    reason: z.string().nullable(),
  }),
})

/** The action is no longer promised. It and its history stay readable. */
export const actionWithdrawn = z.object({
  type: z.literal('action-withdrawn'),
  v: z.literal(1),
  facts: z.object({}),
  words: z.object({ reason: z.string().nullable() }),
})

/** A withdrawn action is promised again. */
export const actionRestored = z.object({
  type: z.literal('action-restored'),
  v: z.literal(1),
  facts: z.object({}),
  words: z.object({ reason: z.string().nullable() }),
})

/** A person's level replaces the computed one from this day to the end of `until`, then lapses by itself. */
export const levelOverridden = z.object({
  type: z.literal('level-overridden'),
  v: z.literal(1),
  facts: z.object({ level: z.string(), until: isoDate }),
  words: z.object({ reason: z.string() }),
})

/** The override that stands ends before its day: on this day the rules decide again. */
export const overrideLifted = z.object({
  type: z.literal('override-lifted'),
  v: z.literal(1),
  facts: z.object({}),
  words: z.object({ reason: z.string().nullable() }),
})

/** The action has a link to another thing from now on. */
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
  commandUndone,
])
export type ActionEvent = z.infer<typeof actionEvent>

/** The events of one action among those of a record, as `foldAction` and `historyOf` want them. */
export const eventsOfAction = (
  record: readonly Recorded<EventBody>[],
  actionId: string,
): Recorded<ActionEvent>[] =>
  record.filter(
    (event) => event.stream.kind === 'action' && event.stream.id === actionId,
  ) as unknown as Recorded<ActionEvent>[]
