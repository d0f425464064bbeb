import type { Place } from '../finding/finding.ts'
import type { Id } from '../id.ts'
import { byEffect, type Recorded } from '../stream/event.ts'
import { type ActionState, evolveAction } from './action.ts'
import type { ActionEvent } from './events.ts'
import type { HistoryEntry } from './view.ts'

/** Where the names in a history come from: a person's, and a document's with the place of the first of the pieces read. */
export interface HistoryNames {
  readonly actor: (id: Id) => string
  readonly document: (id: Id, pieces: readonly number[]) => { readonly name: string; readonly place: Place | null } | null
}

/**
 * An action's events as people read them, oldest first by the day they are true from: what was said, and what it changed from and
 * to. An update that was taken back stays, marked, and what follows it is told as if it had not been said.
 */
export const historyOf = (events: readonly Recorded<ActionEvent>[], names: HistoryNames): HistoryEntry[] => {
  const undone = new Map(events.flatMap((event) => (event.type === 'update-undone' ? [[event.facts.updateId, event] as const] : [])))
  const entries: HistoryEntry[] = []
  let state: ActionState | null = null
  for (const event of [...events].sort(byEffect)) {
    const before: ActionState | null = state
    if (event.type === 'action-added' ? before !== null : before === null) continue
    const takenBack = event.type === 'update-recorded' ? undone.get(event.facts.updateId) : undefined
    const after = evolveAction(before, event)
    if (takenBack === undefined) state = after
    entries.push({ ...entryOf(event, before, after, names), undone: takenBack === undefined ? null : signed(takenBack, names) })
  }
  return entries
}

const entryOf = (event: Recorded<ActionEvent>, before: ActionState | null, after: ActionState | null, names: HistoryNames): HistoryEntry => {
  const entry: HistoryEntry = {
    eventId: event.id,
    type: event.type,
    on: event.effectiveOn,
    dated: true,
    recordedAt: event.recordedAt,
    actor: { id: event.actor, name: names.actor(event.actor) },
    text: null,
    reason: 'reason' in event.words ? event.words.reason : null,
    updateId: 'updateId' in event.facts ? event.facts.updateId : null,
    stage: null,
    level: null,
    timescale: null,
    words: null,
    undone: null,
    document: 'from' in event.facts && event.facts.from !== null ? documentOf(event.facts.from, names) : null,
  }
  switch (event.type) {
    case 'action-added':
      return { ...entry, text: event.words.text }
    case 'update-recorded': {
      const said = after?.updates.find((update) => update.id === event.facts.updateId)
      return {
        ...entry,
        dated: event.facts.dated,
        text: event.words.text,
        stage: said?.stage === undefined ? null : { from: before?.stage ?? null, to: said.stage },
        level: said?.level === undefined ? null : { from: before?.level ?? null, to: said.level },
        timescale: said?.timescale === undefined || before === null ? null : { from: before.timescale, to: said.timescale },
      }
    }
    case 'action-revised':
      return { ...entry, words: event.words.text === undefined ? null : { from: before?.text ?? '', to: event.words.text } }
    default:
      return entry
  }
}

const documentOf = ({ documentId, pieces }: { documentId: Id; pieces: readonly number[] }, names: HistoryNames): HistoryEntry['document'] => {
  const found = names.document(documentId, pieces)
  return found === null ? null : { id: documentId, ...found }
}

const signed = (event: Recorded<Extract<ActionEvent, { type: 'update-undone' }>>, names: HistoryNames): HistoryEntry['undone'] => ({
  recordedAt: event.recordedAt,
  actor: { id: event.actor, name: names.actor(event.actor) },
  reason: event.words.reason,
})
