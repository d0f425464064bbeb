import type { Change } from '@beatbook/contract'
import type { Id, IsoDate } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import type { Part } from '../accept/parts.ts'
import { project } from '../projection/project.ts'
import type { Schema } from '../schema.ts'
import { timeToRecord } from '../stream/clock.ts'
import { append } from '../stream/events.ts'
import type { Histories } from '../stream/histories.ts'

/** The parts that wait of commands that are recorded. */
const waitingParts = (db: Kysely<Schema>) =>
  db
    .selectFrom('prepared_part')
    .where('command_id', 'not in', (of) => of.selectFrom('unfinished_accept').select('command_id'))

/** Whether parts of a command wait to be recorded. */
export const partsWait = async (db: Kysely<Schema>, commandId: Id): Promise<boolean> =>
  (await waitingParts(db).select('number').where('command_id', '=', commandId).limit(1).execute()).length > 0

/** Whether parts of another recorded command wait to be recorded. */
export const otherPartsWait = async (db: Kysely<Schema>, commandId: Id): Promise<boolean> =>
  (await waitingParts(db).select('number').where('command_id', '<>', commandId).limit(1).execute()).length > 0

/**
 * Records what waits in parts of other commands for some streams, before another command is decided on them: what was
 * decided first is recorded first. `null` where nothing waits for any of them.
 */
export const recordWaiting = async (
  db: Kysely<Schema>,
  streams: ReadonlySet<Id>,
  histories: Histories,
  day: IsoDate,
): Promise<Change | null> => {
  if (streams.size === 0) return null
  const rows = await waitingParts(db).selectAll().orderBy('command_id').orderBy('number').execute()
  const changes: Change[] = []
  for (const row of rows) {
    const part = JSON.parse(row.part) as Part
    const events = part.events.filter(({ stream }) => streams.has(stream.id))
    if (events.length === 0) continue
    const { now } = await timeToRecord(db, { now: row.recorded_at, today: row.day })
    const recording = { actor: row.actor, recordedAt: now, commandId: row.command_id }
    const recorded = await append(db, events, recording)
    const touched = await project(db, recorded, now, histories, day)
    const rest = part.events.filter(({ stream }) => !streams.has(stream.id))
    // An empty part stays: with the last one of a command its plans are shown again.
    await db
      .updateTable('prepared_part')
      .set({ part: JSON.stringify({ ...part, events: rest }) })
      .where('command_id', '=', row.command_id)
      .where('number', '=', row.number)
      .execute()
    changes.push({ position: recorded.at(-1)?.position ?? 0, recordedAt: now, ...touched })
  }
  const last = changes.at(-1)
  return last === undefined
    ? null
    : {
        ...last,
        plans: [...new Set(changes.flatMap(({ plans }) => plans))],
        actions: [...new Set(changes.flatMap(({ actions }) => actions))],
        others: changes.flatMap(({ others }) => others),
      }
}
