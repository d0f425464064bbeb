import type { ActionState } from '../action/action.ts'
import type { ActionEvent } from '../action/events.ts'
import { describedFields, isSaid, readFields } from '../action/fields.ts'
import { earliestOf, type IsoDate } from '../calendar/date.ts'
import type { ReadRow } from '../draft/read-plan.ts'
import { completedOn, type Entry, entriesOn, writeEntry } from '../draft/write-action.ts'
import type { WriteContext } from '../draft/writing.ts'
import type { Id } from '../id.ts'
import type { Pending } from '../stream/event.ts'
import type { ComparedRow } from './compare.ts'
import { type Revisable, revisable } from './difference.ts'

/** Where a taken row is written: its day, and its section and address if it needs new ones. */
export interface RowPlace {
  readonly on: IsoDate
  readonly section: () => Id
  readonly slug: () => string
}

/**
 * The events of a taken row: its new dated entries, and what the document changed, whether or not people had
 * changed it too. Where only people changed the row, taking it restores the document's words. Each field has
 * the document's date, or today where it was set after that date.
 */
export const reviseAction = (
  row: ComparedRow,
  state: ActionState,
  place: RowPlace,
  writing: WriteContext,
): Pending<ActionEvent>[] => {
  if (row.draft === null) return []
  const read = row.draft
  const entries = entriesOn(row.entries, place.on)
  const stated = entries.findLast((entry) => entry.stage !== undefined)
  const covered =
    stated !== undefined &&
    stated.stage === (read.stated ?? stated.stage) &&
    stated.on >= setOn(state, 'stage')
  const taken = row.difference.fields
    .filter(({ changedBy }) => (row.moved ? changedBy !== 'people' : true))
    .map(({ field }) => field)
    .filter((field) => field !== 'stage' || !covered)
  const dayOf = (field: Revisable): IsoDate => (setOn(state, field) <= place.on ? place.on : writing.today)
  const days = new Set(taken.map(dayOf))
  return [
    ...(state.withdrawn ? [restore(state.id, writing)] : []),
    ...begunBy(state, entries, writing),
    ...entries.map((entry) => writeEntry(entry, state.id, writing)),
    ...[...days].flatMap((on) =>
      writeFields(
        read,
        new Set(taken.filter((field) => dayOf(field) === on)),
        state,
        { ...place, on },
        writing,
      ),
    ),
  ]
}

/** The day from which a field has its current value. */
const setOn = (state: ActionState, field: Revisable): IsoDate =>
  isSaid(field)
    ? (state.updates.findLast((update) => update[field] !== undefined)?.on ?? state.since)
    : state.describedOn

const writeFields = (
  row: ReadRow,
  taken: ReadonlySet<Revisable>,
  state: ActionState,
  place: RowPlace,
  writing: WriteContext,
): Pending<ActionEvent>[] => {
  const described = revisable.some((field) => taken.has(field) && Object.hasOwn(describedFields, field))
  return [
    ...(described ? [describe(row, taken, state.id, place, writing)] : []),
    ...statements(row, taken, state, place.on).map((entry) => writeEntry(entry, state.id, writing)),
  ]
}

const describe = (
  { state: read }: ReadRow,
  taken: ReadonlySet<Revisable>,
  id: Id,
  place: RowPlace,
  writing: WriteContext,
): Pending<ActionEvent> => ({
  type: 'action-revised',
  v: 1,
  id: writing.newId(),
  stream: { kind: 'action', id },
  effectiveOn: place.on,
  facts: {
    ...(taken.has('section') ? { sectionId: place.section() } : {}),
    ...(taken.has('ref') ? { ref: read.ref, slug: place.slug() } : {}),
    ...(taken.has('owners')
      ? { owners: writing.owners(read.owners.map(({ partyId: name, duty }) => ({ name, duty }))) }
      : {}),
    from: { documentId: writing.documentId, pieces: [...(read.from?.pieces ?? [])] },
  },
  words: {
    ...(taken.has('text') ? { text: read.text } : {}),
    ...(taken.has('owners') ? { ownerSaid: read.ownerSaid } : {}),
    ...(taken.has('details') ? { details: [...read.details] } : {}),
    reason: null,
  },
})

/**
 * Level, stage, progress and timescale in one entry; a completion has the day in the timescale, unless a
 * stage was set since.
 */
const statements = (
  { state: read, stated, pieces }: ReadRow,
  taken: ReadonlySet<Revisable>,
  state: ActionState,
  on: IsoDate,
): Entry[] => {
  const stage = taken.has('stage') ? (stated ?? read.stage) : null
  const ended = stage === 'complete' ? completedOn(read.timescale, on) : null
  const completed = ended !== null && ended.on >= setOn(state, 'stage') ? ended : null
  const together = {
    ...(stage === null || completed !== null ? {} : { stage }),
    ...(taken.has('level') ? { level: read.level } : {}),
    ...(taken.has('progress') && read.progress !== null ? { progress: read.progress } : {}),
    ...(taken.has('timescale') ? { timescale: read.timescale } : {}),
  }
  const all = [...new Set(readFields.flatMap((field) => pieces[field]))]
  return [
    ...(stage !== null && completed !== null ? [{ ...completed, text: null, stage, pieces: all }] : []),
    ...(Object.keys(together).length > 0 ? [{ on, dated: false, text: null, ...together, pieces: all }] : []),
  ]
}

/**
 * The event that adds the action again on an earlier day, with its original content, where an entry is
 * earlier than its first day.
 */
const begunBy = (
  state: ActionState,
  entries: readonly Entry[],
  writing: WriteContext,
): Pending<ActionEvent>[] => {
  const since = earliestOf(
    state.since,
    entries.map((entry) => entry.on),
  )
  if (since === state.since) return []
  return [
    {
      type: 'action-added',
      v: 1,
      id: writing.newId(),
      stream: { kind: 'action', id: state.id },
      effectiveOn: since,
      ...state.beginning,
    },
  ]
}

const restore = (id: Id, writing: WriteContext): Pending<ActionEvent> => ({
  type: 'action-restored',
  v: 1,
  id: writing.newId(),
  stream: { kind: 'action', id },
  effectiveOn: writing.today,
  facts: {},
  words: { reason: null },
})
