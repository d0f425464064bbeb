import type { Id, Pending } from '@beatbook/domain'
import { type Kysely, sql } from 'kysely'
import { ACTIONS_IN_PART, type Part } from '../accept/parts.ts'
import { jsonValues } from '../database/json-values.ts'
import type { Schema } from '../schema.ts'
import type { EventTable } from '../tables/event.ts'
import { otherPartsWait } from './waiting.ts'

/** What of a decision that is recorded in parts is recorded with the command. */
export interface MadeInParts {
  /** The position of the newest entry that was there. */
  readonly position: number
  readonly events: readonly Pending[]
  /** The plans that end or come back: they are hidden until all parts are recorded. */
  readonly hides: readonly Id[]
  readonly restsOn: RestsOn
}

/** What no entry since a decision may be about: the streams of a command, or some streams and objects by their ids. */
export type RestsOn = { readonly command: Id } | { readonly ids: readonly Id[] }

/** A decision on more streams than fit one transaction. */
export interface DecidedInParts {
  readonly made: MadeInParts
  /** What follows the command, in the order in which it is recorded. */
  readonly parts: readonly Part[]
}

/** Parts of a few dozen streams each. */
export const partsOfStreams = (events: readonly Pending[]): Part[] => {
  const streams = [...Map.groupBy(events, ({ stream }) => stream.id).values()]
  return Array.from({ length: Math.ceil(streams.length / ACTIONS_IN_PART) }, (_, index) => ({
    events: streams.slice(index * ACTIONS_IN_PART, (index + 1) * ACTIONS_IN_PART).flat(),
    places: [],
  }))
}

/** Whether a decision still holds: no entry since is about what it rests on, and none of another command waits. */
export const stillHolds = async (
  db: Kysely<Schema>,
  commandId: Id,
  { position, restsOn }: MadeInParts,
): Promise<boolean> => {
  if (await otherPartsWait(db, commandId)) return false
  const since = await db
    .selectFrom('event')
    .select(['stream_kind', 'stream_id', 'facts'])
    .where('position', '>', position)
    .limit(MOST_LOOKED_AT + 1)
    .execute()
  if (since.length > MOST_LOOKED_AT) return false
  const named = new Set(since.flatMap((event) => [event.stream_id, ...idsIn(event)]))
  if (named.size === 0) return true
  if ('command' in restsOn) {
    const { rows } = await sql`select 1 from event where command_id = ${restsOn.command}
      and stream_id in ${jsonValues(db, [...named])} limit 1`.execute(db)
    return rows.length === 0
  }
  // Which actions an owner has open, and whom a name means, may follow from any entry of a plan or a party.
  return (
    since.every(({ stream_kind }) => stream_kind !== 'party' && stream_kind !== 'plan') &&
    restsOn.ids.every((id) => !named.has(id))
  )
}

/** How many entries since a decision are looked at; with more it is made again. */
const MOST_LOOKED_AT = 2_000

const idsIn = ({ facts }: Pick<EventTable, 'facts'>): readonly string[] =>
  facts.match(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g) ?? []
