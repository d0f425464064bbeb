import { aggregateOf, allAggregates, type Id, type Recorded, type StreamKind } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { insertAll } from '../database/insert.ts'
import type { Schema } from '../schema.ts'
import { canonical } from '../stream/canonical.ts'
import { streamOf } from '../stream/events.ts'
import { forceOf } from '../stream/force.ts'
import { throughInstants } from '../stream/instants.ts'
import { type Content, nextVersion, replaceVersions, versionsThrough } from '../stream/replace-versions.ts'
import { noteNumbers } from '../stream/used-numbers.ts'
import { versionsOf } from '../stream/versions.ts'
import { END } from '../tables/version.ts'

/** The kinds of aggregates whose states are in `aggregate_version`: those with a view. */
export const viewedKinds = (): StreamKind[] =>
  allAggregates.flatMap(({ kind, view }) => (view === null ? [] : [kind]))

/** Updates the versions of the aggregates that `events` concern from their streams. */
export const projectAggregates = async (
  db: Kysely<Schema>,
  events: readonly Recorded[],
  recordedAt: string,
): Promise<void> => {
  const kinds = viewedKinds().filter((kind) => events.some(({ stream }) => stream.kind === kind))
  if (kinds.length === 0) return
  const next = await nextVersion(db, 'aggregate_version')
  const force = await forceOf(db)
  for (const kind of kinds) {
    const ids = new Set(events.flatMap(({ stream }) => (stream.kind === kind ? [stream.id] : [])))
    for (const id of ids) {
      const rows = aggregateRows(force, kind, id, await streamOf(db, kind, id))
      await replaceVersions(
        db,
        'aggregate_version',
        { column: 'stream_id', value: id },
        rows,
        recordedAt,
        next,
      )
    }
  }
}

/** Makes the versions of the aggregates `ids` of a kind anew, as they were known at every instant. */
export const rebuildAggregates = async (
  db: Kysely<Schema>,
  kind: StreamKind,
  ids: readonly Id[],
): Promise<void> => {
  await noteNumbers(db, 'aggregate_version')
  await db.deleteFrom('aggregate_version').where('kind', '=', kind).where('stream_id', 'in', ids).execute()
  const next = await nextVersion(db, 'aggregate_version')
  const force = await forceOf(db)
  for (const id of ids) {
    const wanted = throughInstants(await streamOf(db, kind, id)).map(({ recordedAt, known }) => ({
      recordedAt,
      rows: aggregateRows(force, kind, id, known),
    }))
    await insertAll(db, 'aggregate_version', versionsThrough<'aggregate_version'>(wanted, next))
  }
}

/** The rows made from the events of an aggregate. */
export const aggregateRows = (
  force: Id,
  kind: StreamKind,
  id: Id,
  events: Parameters<typeof versionsOf>[0],
): Content<'aggregate_version'>[] => {
  const aggregate = aggregateOf(kind)
  if (aggregate === null) throw new Error(`${kind} is no aggregate`)
  return versionsOf(events, (state, event) => aggregate.evolve(state, event)).map(({ from, to, state }) => ({
    force_id: force,
    kind,
    stream_id: id,
    held_from: from,
    held_to: to ?? END,
    state: canonical(state),
  }))
}
