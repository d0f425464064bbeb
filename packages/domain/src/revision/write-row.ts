import type { ActionState } from '../action/action.ts'
import type { ActionEvent } from '../action/events.ts'
import { describedFieldNames, isSaid } from '../action/fields.ts'
import { earliestOf, type IsoDate } from '../calendar/date.ts'
import type { DraftAction } from '../draft/draft.ts'
import {
  byDay,
  completedOn,
  type Entry,
  piecesOf,
  stageEntries,
  updateEntries,
  writeEntry,
} from '../draft/write-action.ts'
import type { Writing } from '../draft/writing.ts'
import type { Id } from '../id.ts'
import type { Pending } from '../stream/event.ts'
import type { ComparedRow } from './compare.ts'
import type { Revisable } from './difference.ts'

/** Where a taken row writes: from which day, and into which section and under which address once it asks. */
export interface RowPlace {
  readonly on: IsoDate
  readonly section: () => Id
  readonly slug: () => string
}

/**
 * The events of a taken row: its new dated entries, and what the document changed, whether or not people had
 * changed it too. Where only people changed the row, taking it puts the document's words back. Each field
 * holds from the document's date, or from today where something was said of it since.
 */
export const reviseAction = (
  row: ComparedRow,
  state: ActionState,
  place: RowPlace,
  writing: Writing,
): Pending<ActionEvent>[] => {
  if (row.draft === null) return []
  const { action } = row.draft
  const said = { ...action, updates: [...row.said.updates], stages: [...row.said.stages] }
  const entries = byDay([...stageEntries(said, place.on), ...updateEntries(said, place.on)])
  const stated = entries.findLast((entry) => entry.stage !== undefined)
  const covered =
    stated !== undefined &&
    stated.stage === (action.stage ?? stated.stage) &&
    stated.on >= lastSaid(state, 'stage')
  const taken = row.difference.fields
    .filter(({ changedBy }) => (row.moved ? changedBy !== 'people' : true))
    .map(({ field }) => field)
    .filter((field) => field !== 'stage' || !covered)
  const dayOf = (field: Revisable): IsoDate => (lastSaid(state, field) <= place.on ? place.on : writing.today)
  const days = new Set(taken.map(dayOf))
  return [
    ...(state.withdrawn ? [restore(state.id, writing)] : []),
    ...begunBy(state, entries, writing),
    ...entries.map((entry) => writeEntry(entry, state.id, writing)),
    ...[...days].flatMap((on) =>
      writeFields(
        action,
        new Set(taken.filter((field) => dayOf(field) === on)),
        state,
        { ...place, on },
        writing,
      ),
    ),
  ]
}

/** The day from which a field is what it is today. */
const lastSaid = (state: ActionState, field: Revisable): IsoDate =>
  isSaid(field)
    ? (state.updates.findLast((update) => update[field] !== undefined)?.on ?? state.since)
    : state.describedOn

const writeFields = (
  action: DraftAction,
  taken: ReadonlySet<Revisable>,
  state: ActionState,
  place: RowPlace,
  writing: Writing,
): Pending<ActionEvent>[] => {
  const described = describedFieldNames.some((field) => field !== 'ownerSaid' && taken.has(field))
  return [
    ...(described ? [describe(action, taken, state.id, place, writing)] : []),
    ...statements(action, taken, state, place.on).map((entry) => writeEntry(entry, state.id, writing)),
  ]
}

const describe = (
  action: DraftAction,
  taken: ReadonlySet<Revisable>,
  id: Id,
  place: RowPlace,
  writing: Writing,
): Pending<ActionEvent> => ({
  type: 'action-revised',
  v: 1,
  id: writing.newId(),
  stream: { kind: 'action', id },
  effectiveOn: place.on,
  facts: {
    ...(taken.has('section') ? { sectionId: place.section() } : {}),
    ...(taken.has('ref') ? { ref: action.ref, slug: place.slug() } : {}),
    ...(taken.has('owners') ? { owners: writing.owners(action.owners) } : {}),
    from: { documentId: writing.documentId, pieces: piecesOf(action) },
  },
  words: {
    ...(taken.has('text') ? { text: action.text } : {}),
    ...(taken.has('owners') ? { ownerSaid: action.ownerSaid } : {}),
    ...(taken.has('details')
      ? { details: action.details.map(({ heading, text }) => ({ heading, text })) }
      : {}),
    reason: null,
  },
})

/**
 * Level, stage, progress and timescale in one entry; a completion takes effect when the timescale says it
 * was, unless a stage was said since.
 */
const statements = (
  action: DraftAction,
  taken: ReadonlySet<Revisable>,
  state: ActionState,
  on: IsoDate,
): Entry[] => {
  const { from } = action
  const stage = taken.has('stage')
    ? (action.stage ?? byDay(stageEntries(action, on)).at(-1)?.stage)
    : undefined
  const ended = stage === 'complete' ? completedOn(action, on) : null
  const completed = ended !== null && ended.on >= lastSaid(state, 'stage') ? ended : null
  const together = {
    ...(stage === undefined || completed !== null ? {} : { stage }),
    ...(taken.has('level') ? { level: action.level } : {}),
    ...(taken.has('progress') && action.progress !== null ? { progress: action.progress } : {}),
    ...(taken.has('timescale') ? { timescale: action.timescale } : {}),
  }
  const pieces = [...new Set([...from.stage, ...from.level, ...(from.progress ?? []), ...from.timescale])]
  return [
    ...(stage !== undefined && completed !== null ? [{ ...completed, text: null, stage, pieces }] : []),
    ...(Object.keys(together).length > 0 ? [{ on, dated: false, text: null, ...together, pieces }] : []),
  ]
}

/** The action's beginning anew, in the words of its first, where an entry came to light that is earlier. */
const begunBy = (state: ActionState, entries: readonly Entry[], writing: Writing): Pending<ActionEvent>[] => {
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

const restore = (id: Id, writing: Writing): Pending<ActionEvent> => ({
  type: 'action-restored',
  v: 1,
  id: writing.newId(),
  stream: { kind: 'action', id },
  effectiveOn: writing.today,
  facts: {},
  words: { reason: null },
})
