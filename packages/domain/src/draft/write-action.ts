import type { ActionEvent } from '../action/events.ts'
import { saidParts } from '../action/fields.ts'
import type { SaidValues } from '../action/schemas.ts'
import { earliestOf, type IsoDate } from '../calendar/date.ts'
import type { Id } from '../id.ts'
import type { Pending } from '../stream/event.ts'
import type { Timescale } from '../timescale/timescale.ts'
import { foldWords } from '../words/fold.ts'
import type { WorkflowPin } from '../workflow/workflow.ts'
import type { DraftAction, DraftUpdate } from './draft.ts'
import type { Writing } from './writing.ts'

/**
 * One thing a document says of an action on a day. `dated` is false where it gave no day and the entry takes
 * the document's date.
 */
export interface Entry extends SaidValues {
  /** The key of the draft's update that it is; what says a stage or level beside the updates has none. */
  readonly key?: string
  readonly on: IsoDate
  readonly dated: boolean
  readonly text: string | null
  readonly pieces: readonly number[]
}

/**
 * An entry as a document has it, with the day it gives or none. `bare` is its words without a date in front
 * that could not be read.
 */
export interface ReadEntry extends Pick<Entry, 'key' | 'text' | 'stage' | 'pieces'> {
  readonly on: IsoDate | null
  readonly bare: string | null
}

/** Where a new action goes. */
export interface ActionPlace extends WorkflowPin {
  readonly id: Id
  readonly planId: Id
  readonly sectionId: Id
  readonly slug: string
  readonly order: number
}

/**
 * The events of an action read from a document dated `on`: it exists, with its words, owners and timescale,
 * from the earlier of that date and its first entry, and then says what its entries say.
 */
export const writeAction = (
  action: DraftAction,
  place: ActionPlace,
  on: IsoDate,
  writing: Writing,
): Pending<ActionEvent>[] => {
  const entries = allEntries(action, on)
  const { id, ...where } = place
  const { said, anchor, every, ...meaning } = action.timescale
  return [
    {
      type: 'action-added',
      v: 1,
      id: writing.newId(),
      stream: { kind: 'action', id },
      effectiveOn: earliestOf(
        on,
        entries.map((entry) => entry.on),
      ),
      facts: {
        ...where,
        ref: action.ref,
        refOrigin: action.refOrigin,
        owners: writing.owners(action.owners),
        timescale: meaning,
        from: { documentId: writing.documentId, pieces: piecesOf(action) },
      },
      words: {
        text: action.text,
        ownerSaid: action.ownerSaid,
        timescale: { said, anchor, every },
        details: action.details.map(({ heading, text }) => ({ heading, text })),
      },
    },
    ...entries.map((entry) => writeEntry(entry, id, writing)),
  ]
}

/** The event of one entry. */
export const writeEntry = (entry: Entry, actionId: Id, writing: Writing): Pending<ActionEvent> => {
  const said = saidParts(entry)
  return {
    type: 'update-recorded',
    v: 1,
    id: writing.newId(),
    stream: { kind: 'action', id: actionId },
    effectiveOn: entry.on,
    facts: {
      updateId: entry.key === undefined ? writing.newId() : writing.idOf(entry.key),
      dated: entry.dated,
      ...said.facts,
      from: { documentId: writing.documentId, pieces: [...entry.pieces] },
    },
    words: {
      text: entry.text,
      reason: null,
      ...said.words,
    },
  }
}

/**
 * Everything a document dated `on` says of an action, oldest first: its changes of stage, its updates, its
 * stage, level and progress at that date.
 */
const allEntries = (action: DraftAction, on: IsoDate): Entry[] =>
  byDay([...entriesOf(action).map((entry) => entryOn(entry, on)), ...statedEntries(action, on)])

const byDay = (entries: readonly Entry[]): Entry[] =>
  entries.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))

/** The changes of stage and the updates of an action, each in the document's order. */
export const entriesOf = ({ stages, updates }: DraftAction): ReadEntry[] => [
  ...stages.map(({ on, stage, from }) => ({ on, text: null, bare: null, stage, pieces: from })),
  ...updates.map((update) => ({
    key: update.key,
    on: update.on,
    text: wordsOfUpdate(update),
    bare: update.text,
    pieces: update.from,
  })),
]

/** The entries as a document dated `on` says them, oldest first; one without a day takes that date. */
export const entriesOn = (entries: readonly ReadEntry[], on: IsoDate): Entry[] =>
  byDay(entries.map((entry) => entryOn(entry, on)))

const entryOn = ({ bare: _, ...entry }: ReadEntry, on: IsoDate): Entry => ({
  ...entry,
  on: entry.on ?? on,
  dated: entry.on !== null,
})

/** An update's words; a date that could not be read stays in front of them, since nothing else holds it. */
const wordsOfUpdate = ({ on, said, text }: DraftUpdate): string =>
  on !== null || !said || foldWords(text).includes(foldWords(said))
    ? text
    : text === ''
      ? said
      : `${said} – ${text}`

/**
 * The level, the progress and the stage as they stand at the document's date, in one entry where they take
 * that date. A stage that the dated changes already end in is not said again; a completion takes effect as
 * `completedOn` has it.
 */
const statedEntries = (action: DraftAction, on: IsoDate): Entry[] => {
  const ends = entriesOn(entriesOf(action), on).findLast((entry) => entry.stage !== undefined)
  const stage = action.stage === ends?.stage ? null : action.stage
  const completed = stage === 'complete' ? completedOn(action.timescale, on) : null
  const stated = {
    ...(action.level === null ? {} : { level: action.level }),
    ...(action.progress == null ? {} : { progress: action.progress }),
  }
  const entries: Entry[] = []
  if (stage !== null && completed !== null)
    entries.push({
      ...completed,
      text: null,
      stage,
      pieces: action.from.stage.length > 0 ? action.from.stage : action.from.timescale,
    })
  const stays = stage !== null && completed === null ? { stage } : {}
  if (Object.keys(stated).length > 0 || 'stage' in stays) {
    const { from } = action
    const pieces = unique([...('stage' in stays ? from.stage : []), ...from.level, ...(from.progress ?? [])])
    entries.push({ on, dated: false, text: null, ...stays, ...stated, pieces })
  }
  return entries
}

/**
 * The day a completion takes effect where the timescale says when it was: the period's last day, or the
 * document's date if that is earlier. Source: DESIGN, "A document's date".
 */
export const completedOn = (timescale: Timescale, on: IsoDate): { on: IsoDate; dated: boolean } | null => {
  if (timescale.kind !== 'completed' || timescale.latest === null) return null
  return {
    on: earliestOf(on, [timescale.latest]),
    dated: timescale.precision === 'day' && timescale.latest <= on,
  }
}

const piecesOf = ({ from, details }: DraftAction): number[] =>
  unique([
    ...from.ref,
    ...from.text,
    ...from.owner,
    ...from.timescale,
    ...details.flatMap((detail) => detail.from),
  ])

const unique = (pieces: readonly number[]): number[] => [...new Set(pieces)]
