import { aggregateOf, allAggregates, type ReadAt, type Recorded, type StreamKind } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import type { Schema } from '../schema.ts'
import { canonical } from '../stream/canonical.ts'
import { seenAt, streamOf } from '../stream/events.ts'
import { forceOf } from '../stream/force.ts'
import { nextVersion, replaceVersions } from '../stream/replace-versions.ts'
import { versionsOf } from '../stream/versions.ts'

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
  for (const kind of kinds) {
    const ids = new Set(events.flatMap(({ stream }) => (stream.kind === kind ? [stream.id] : [])))
    for (const id of ids) {
      const wanted = await aggregateRows(db, kind, id)
      const key = { column: 'stream_id', value: id, isNew: false }
      await replaceVersions(db, 'aggregate_version', key, wanted, same, recordedAt, next)
    }
  }
}

const same = ['held_from', 'held_to', 'state'] as const

/** The rows made from the stream of an aggregate as known at an instant, without their recorded period. */
export const aggregateRows = async (
  db: Kysely<Schema>,
  kind: StreamKind,
  id: string,
  at: Pick<ReadAt, 'knownAt'> = {},
) => {
  const aggregate = aggregateOf(kind)
  if (aggregate === null) throw new Error(`${kind} is no aggregate`)
  const force = await forceOf(db)
  const known = (await streamOf(db, kind, id)).filter(seenAt(at))
  return versionsOf(known, (state, event) => aggregate.evolve(state, event)).map(({ from, to, state }) => ({
    force_id: force,
    kind,
    stream_id: id,
    held_from: from,
    held_to: to,
    state: canonical(state),
  }))
}
