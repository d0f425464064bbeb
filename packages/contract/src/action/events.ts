import {
  type ActionSince,
  type ActionState,
  actionEvent,
  columnValues,
  currentShape,
  type HistoryNames,
  id,
  instant,
  isoDate,
  keptAttachment,
  link,
  owner,
  place,
  streamKinds,
  timescale,
  touchedShape,
  updateAt,
  workflowShape,
} from '@beatbook/domain'
import * as z from 'zod'

const recorded = z.object({
  id,
  stream: z.object({ kind: z.enum(streamKinds), id }),
  position: z.int(),
  effectiveOn: isoDate,
  recordedAt: instant,
  actor: z.string(),
  commandId: id,
})
const recordedEvent = z.intersection(actionEvent, recorded)

/** An event for somebody who may not read all of it: fields of its facts and words may be absent. */
const partialEvent = recorded.extend({
  type: z.enum(actionEvent.options.map((option) => option.shape.type.value)),
  v: z.int(),
  facts: z.record(z.string(), z.unknown()),
  words: z.record(z.string(), z.unknown()),
})

const update = updateAt.extend({
  id,
  reason: z.string().optional(),
  agreed: z.literal(true).optional(),
})
const added = actionEvent.options[0]
const actionState = z.object({
  ...added.shape.facts.omit({ timescale: true }).shape,
  ...added.shape.words.omit({ timescale: true }).shape,
  ...workflowShape,
  areaId: id.nullable(),
  success: z.string().nullable(),
  tags: z.array(z.string()),
  id,
  since: isoDate,
  owners: z.array(owner),
  originalTimescale: timescale,
  agreedTimescale: timescale,
  ...currentShape,
  redated: z.int(),
  updates: z.array(update),
  withdrawn: z.boolean(),
  overrides: z.array(z.object({ from: isoDate, until: isoDate, level: z.string(), reason: z.string() })),
  links: z.array(link),
  attachments: z.array(keptAttachment),
  describedOn: isoDate,
  beginning: added.pick({ facts: true, words: true }),
  touched: z.object(touchedShape),
  columns: columnValues,
  columnsTouched: z.record(z.string(), z.int()),
}) satisfies z.ZodType<ActionState>

const names = z.object({
  /** The people who recorded the events, by id. */
  actors: z.record(z.string(), z.string()),
  /** The short names of the plans that the action moved between, by id. */
  plans: z.record(z.string(), z.string()),
  /**
   * The documents that events were read from, with the place of the first piece read; `piece` is its number.
   */
  documents: z.array(z.object({ id, name: z.string(), piece: z.int().nullable(), place: place.nullable() })),
})

const completeEvents = z.object({
  whole: z.literal(true),
  since: isoDate.nullable(),
  state: actionState.nullable(),
  events: z.array(recordedEvent),
  names,
})
const partialEvents = z.object({
  whole: z.literal(false),
  since: isoDate.nullable(),
  events: z.array(partialEvent),
  names,
})

/**
 * The recorded events of an action in the order of recording: all of them, or with `since` those effective on
 * or after that day, with the state at the end of the day before. Where the person may not read some fields,
 * these are omitted, `whole` is false and there is no state: commands cannot be decided from such events.
 */
export const actionEvents = z.discriminatedUnion('whole', [completeEvents, partialEvents])
export type WholeActionEvents = Omit<z.output<typeof completeEvents>, 'since' | 'state' | 'events'> &
  ActionSince
export type ActionEvents = WholeActionEvents | z.output<typeof partialEvents>

/** The state and events by which a command can be decided; `undefined` where fields were omitted. */
export const pastIn = (known: ActionEvents): ActionSince | undefined => (known.whole ? known : undefined)

/** The names that come with events, as `historyOf` expects them. */
export const namesIn = ({
  names: { actors, plans, documents },
}: Pick<ActionEvents, 'names'>): HistoryNames => ({
  actor: (actor) => actors[actor] ?? actor,
  plan: (plan) => plans[plan] ?? null,
  document: (documentId, [piece = null]) => {
    const found = documents.find((each) => each.id === documentId && each.piece === piece)
    return found === undefined ? null : { name: found.name, place: found.place }
  },
})
