import type { CommandContext } from '@beatbook/contract'
import {
  type DecideContext,
  decideUndoCommand,
  type Id,
  ok,
  type Pending,
  type Refusal,
  type Result,
  type undoCommand,
} from '@beatbook/domain'
import { type Kysely, sql } from 'kysely'
import type * as z from 'zod'
import { ACTIONS_IN_PART, type Part } from '../accept/parts.ts'
import { jsonValues } from '../database/json-values.ts'
import type { Schema } from '../schema.ts'
import { lastPosition } from '../stream/events.ts'
import { planRecorded } from '../stream/plan-states.ts'
import type { EventTable } from '../tables/event.ts'
import { undoKnown } from './known.ts'

export type UndoInput = z.output<typeof undoCommand.input>

/** What of a decision to undo an import is recorded with the command. */
export interface MadeUndo {
  readonly undoes: Id
  /** The position of the newest entry that was there. */
  readonly position: number
  /** The events of plans. */
  readonly events: readonly Pending[]
  /** The plans that end or come back: they are hidden until all parts are recorded. */
  readonly hides: readonly Id[]
}

/** A decision to undo an import whose streams are too many for one transaction. */
export interface DecidedUndo {
  readonly made: MadeUndo
  /** What follows the command, in the order in which it is recorded. */
  readonly parts: readonly Part[]
}

/**
 * Decides to undo or redo an import in parts: its plans with the command, then its actions, fifty at a time, and its
 * owners. Owners that come back are first, since actions name them. Nothing is written, so that it can be decided
 * beside the writer. Refused as the domain refuses.
 */
export const decideUndo = async (
  db: Kysely<Schema>,
  input: UndoInput,
  context: CommandContext & DecideContext,
): Promise<Result<DecidedUndo, Refusal>> => {
  const position = await lastPosition(db)
  const known = await undoKnown(db, input, context.actor)
  const decided = decideUndoCommand(known, input, context)
  if (!decided.ok) return decided
  const of = (kind: string) => decided.value.filter(({ stream }) => stream.kind === kind)
  const plans = of('plan')
  const added = new Set(
    known.streams.flatMap(([first]) => (first?.type === 'plan-added' ? [first.stream.id] : [])),
  )
  const hides: Id[] = []
  let isRedo = false
  for (const { stream, facts } of plans) {
    const undone = known.streams.find(([first]) => first?.stream.id === stream.id)
    const isWhole = undone?.[0] !== undefined && reaches(undone, facts.eventIds)
    if (!added.has(stream.id) || !isWhole) continue
    hides.push(stream.id)
    isRedo ||= (await planRecorded(db, stream.id)) === null
  }
  const actions = chunks(of('action'), ACTIONS_IN_PART)
  const parties = chunks(of('party'), ACTIONS_IN_PART)
  const parts = isRedo ? [...parties, ...actions] : [...actions, ...parties]
  return ok({
    made: { undoes: input.undoes, position, events: plans, hides },
    parts: parts.map((events) => ({ events, places: [] })),
  })
}

/** Whether some events are, or lead through undos to, the first of a stream, which begins it. */
const reaches = (
  history: readonly { readonly id: Id; readonly type: string; readonly facts: object }[],
  eventIds: readonly Id[],
): boolean => {
  const [first] = history
  return eventIds.some((id) => {
    const event = history.find((each) => each.id === id)
    if (event === first) return true
    const undone = event?.type === 'command-undone' ? (event.facts as { eventIds: Id[] }).eventIds : []
    return reaches(history, undone)
  })
}

const chunks = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  )

/** Whether a decision still holds: no entry since is of a stream that it undoes, or names one. */
export const undoStillHolds = async (
  db: Kysely<Schema>,
  { undoes, position }: MadeUndo,
): Promise<boolean> => {
  const since = await db
    .selectFrom('event')
    .select(['stream_id', 'facts'])
    .where('position', '>', position)
    .limit(MOST_LOOKED_AT + 1)
    .execute()
  if (since.length > MOST_LOOKED_AT) return false
  const named = new Set(since.flatMap((event) => [event.stream_id, ...idsIn(event)]))
  if (named.size === 0) return true
  const { rows } = await sql`select 1 from event where command_id = ${undoes}
    and stream_id in ${jsonValues(db, [...named])} limit 1`.execute(db)
  return rows.length === 0
}

/** How many entries since a decision are looked at; with more it is made again. */
const MOST_LOOKED_AT = 2_000

const idsIn = ({ facts }: Pick<EventTable, 'facts'>): readonly string[] =>
  facts.match(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g) ?? []
