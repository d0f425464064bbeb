import type { ActionEvent } from '../action/events.ts'
import { saidParts } from '../action/fields.ts'
import type { SaidValues } from '../action/schemas.ts'
import { earliestOf, type IsoDate } from '../calendar/date.ts'
import type { Id } from '../id.ts'
import type { Pending } from '../stream/event.ts'
import type { Timescale } from '../timescale/timescale.ts'
import { foldWords } from '../words/fold.ts'
import type { WorkflowPin } from '../workflow/pin.ts'
import type { DraftAction, DraftUpdate } from './draft.ts'
import type { WriteContext } from './writing.ts'

/**
 * One entry of a document about an action on a day. `dated` is false where the document has no day for it and
 * the document's date is used.
 */
export interface Entry extends SaidValues {
  /** The key of the draft's update; absent for a stage or level that is stated outside the updates. */
  readonly key?: string
  readonly on: IsoDate
  readonly dated: boolean
  readonly text: string | null
  readonly pieces: readonly number[]
}

/** An entry as read, with its day or none. `bare` is its words without an unreadable date in front. */
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
 * The events of an action read from a document dated `on`: it is added, with its words, owners and timescale,
 * on the earlier of that date and its first entry, followed by its entries.
 */
export const writeAction = (
  action: DraftAction,
  place: ActionPlace,
  on: IsoDate,
  writing: WriteContext,
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
export const writeEntry = (entry: Entry, actionId: Id, writing: WriteContext): Pending<ActionEvent> => {
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
 * All entries of a document dated `on` about an action, oldest first: its changes of stage, its updates, its
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

/** The entries with their days, oldest first; one without a day gets the date `on` of the document. */
export const entriesOn = (entries: readonly ReadEntry[], on: IsoDate): Entry[] =>
  byDay(entries.map((entry) => entryOn(entry, on)))

const entryOn = ({ bare: _, ...entry }: ReadEntry, on: IsoDate): Entry => ({
  ...entry,
  on: entry.on ?? on,
  dated: entry.on !== null,
})

/** An update's words; a date that could not be read remains in front, since no other field has it. */
const wordsOfUpdate = ({ on, said, text }: DraftUpdate): string =>
  on !== null || !said || foldWords(text).includes(foldWords(said))
    ? text
    : text === ''
      ? said
      : `${said} – ${text}`

/**
 * The stated level, progress and stage at the document's date, in one entry if they have that date. A stage
 * that is also the last of the dated changes is not written again; a completion has the day of `completedOn`.
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
  const statedStage = stage !== null && completed === null ? { stage } : {}
  if (Object.keys(stated).length > 0 || 'stage' in statedStage) {
    const { from } = action
    const pieces = unique([
      ...('stage' in statedStage ? from.stage : []),
      ...from.level,
      ...(from.progress ?? []),
    ])
    entries.push({ on, dated: false, text: null, ...statedStage, ...stated, pieces })
  }
  return entries
}

/**
 * The day of a completion that the timescale dates: the period's last day, or the document's date if that is
 * earlier. Source: DESIGN, "A document's date".
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
