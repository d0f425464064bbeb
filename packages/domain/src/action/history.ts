import * as z from 'zod'
import { instant, isoDate } from '../calendar/date.ts'
import { type Place, place } from '../finding/finding.ts'
import { type Id, id } from '../id.ts'
import { levelCode } from '../level/level.ts'
import { link } from '../link/link.ts'
import { progress } from '../progress/progress.ts'
import { stage } from '../stage/stage.ts'
import { byEffect, type Recorded } from '../stream/event.ts'
import { timescale } from '../timescale/timescale.ts'
import { type ActionState, evolveAction } from './action.ts'
import type { ActionEvent } from './events.ts'

const change = <T extends z.ZodType>(of: T) => z.object({ from: of, to: of })

/** One entry of an action's history: what was said and what it changed, newest last. */
export const historyEntry = z.object({
  eventId: id,
  type: z.enum([
    'action-added',
    'update-recorded',
    'update-undone',
    'action-revised',
    'action-withdrawn',
    'action-restored',
    'level-overridden',
    'override-lifted',
    'link-added',
    'link-removed',
  ]),
  on: isoDate,
  /** False where the document gave no day and the entry took the document's date. */
  dated: z.boolean(),
  recordedAt: instant,
  actor: z.object({ id: z.string(), name: z.string() }),
  text: z.string().nullable(),
  reason: z.string().nullable(),
  updateId: id.nullable(),
  stage: change(stage.nullable()).nullable(),
  level: change(levelCode.nullable()).nullable(),
  progress: change(progress.nullable()).nullable(),
  timescale: change(timescale).nullable(),
  words: change(z.string()).nullable(),
  /** The level that replaced the computed one, to the end of `until`. */
  override: z.object({ level: z.string(), until: isoDate }).nullable(),
  /** The link that it got or lost. */
  link: link.nullable(),
  /** Set on an update that was taken back. */
  undone: z
    .object({
      recordedAt: instant,
      actor: z.object({ id: z.string(), name: z.string() }),
      reason: z.string().nullable(),
    })
    .nullable(),
  document: z.object({ id, name: z.string(), place: place.nullable() }).nullable(),
})
export type HistoryEntry = z.infer<typeof historyEntry>

/**
 * Where the names in a history come from: a person's, and a document's with the place of the first of the
 * pieces read.
 */
export interface HistoryNames {
  readonly actor: (id: Id) => string
  readonly document: (
    id: Id,
    pieces: readonly number[],
  ) => { readonly name: string; readonly place: Place | null } | null
}

/**
 * An action's events as people read them, oldest first by the day they are true from: what was said, and what
 * it changed from and to. An update that was taken back stays, marked, and what follows it is told as if it
 * had not been said.
 *
 * @example
 * ```ts
 * import { composeDraft, decideAcceptDraft, eventsOfAction, historyOf } from '@beatbook/domain'
 *
 * const newId = () => crypto.randomUUID()
 * const context = { today: '2026-11-20', actor: newId(), newId }
 * const actions = [{ ref: '1', text: 'Fit a doorbell', level: 'amber', updates: ['010622 – Survey done'] } as const]
 * const draft = composeDraft('stations', [{ title: 'Stations', on: '2022-06-29', sections: [{ title: 'Access', actions }] }])
 * const input = { draft, decisions: [], documentId: newId(), as: [], parties: new Map(), codes: new Set<string>(), plans: new Map() }
 * const accepted = decideAcceptDraft(input, context)
 * const stamp = { recordedAt: '2026-11-20T09:00:00Z', actor: context.actor, commandId: newId() }
 * const record = accepted.ok ? accepted.value.events.map((event, position) => ({ ...event, ...stamp, position })) : []
 * const history = eventsOfAction(record, record.find((event) => event.type === 'action-added')?.stream.id ?? '')
 *
 * for (const { on, text, level } of historyOf(history, { actor: () => 'Plan Office', document: () => null })) console.log(on, text ?? level?.to)
 * // 2022-06-01 Fit a doorbell
 * // 2022-06-01 Survey done
 * // 2022-06-29 amber
 * ```
 */
export const historyOf = (events: readonly Recorded<ActionEvent>[], names: HistoryNames): HistoryEntry[] => {
  const undone = new Map(
    events.flatMap((event) =>
      event.type === 'update-undone' ? [[event.facts.updateId, event] as const] : [],
    ),
  )
  const entries: HistoryEntry[] = []
  let state: ActionState | null = null
  for (const event of [...events].sort(byEffect)) {
    const before: ActionState | null = state
    if (event.type === 'action-added' ? before !== null : before === null) continue
    const takenBack = event.type === 'update-recorded' ? undone.get(event.facts.updateId) : undefined
    const after = evolveAction(before, event)
    if (takenBack === undefined) state = after
    entries.push({
      ...entryOf(event, before, after, names),
      undone: takenBack === undefined ? null : signed(takenBack, names),
    })
  }
  return entries
}

const entryOf = (
  event: Recorded<ActionEvent>,
  before: ActionState | null,
  after: ActionState | null,
  names: HistoryNames,
): HistoryEntry => {
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
    progress: null,
    timescale: null,
    words: null,
    override: null,
    link: null,
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
        progress: said?.progress === undefined ? null : { from: before?.progress ?? null, to: said.progress },
        timescale:
          said?.timescale === undefined || before === null
            ? null
            : { from: before.timescale, to: said.timescale },
      }
    }
    case 'action-revised':
      return {
        ...entry,
        words: event.words.text === undefined ? null : { from: before?.text ?? '', to: event.words.text },
      }
    case 'level-overridden':
      return { ...entry, override: event.facts }
    case 'link-added':
    case 'link-removed':
      return { ...entry, link: event.facts }
    default:
      return entry
  }
}

const documentOf = (
  { documentId, pieces }: { documentId: Id; pieces: readonly number[] },
  names: HistoryNames,
): HistoryEntry['document'] => {
  const found = names.document(documentId, pieces)
  return found === null ? null : { id: documentId, ...found }
}

const signed = (
  event: Recorded<Extract<ActionEvent, { type: 'update-undone' }>>,
  names: HistoryNames,
): HistoryEntry['undone'] => ({
  recordedAt: event.recordedAt,
  actor: { id: event.actor, name: names.actor(event.actor) },
  reason: event.words.reason,
})
