import { aggregateOf, allAggregates, type ReadAt, type Recorded, type StreamKind } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import type { Schema } from '../schema.ts'
import { canonical } from '../stream/canonical.ts'
import { seenAt, streamOf } from '../stream/events.ts'
import { forceOf } from '../stream/force.ts'
import { nextVersion, replaceVersions } from '../stream/replace-versions.ts'
import { versionsOf } from '../stream/versions.ts'

/** The kinds of aggregates whose states stand in the table of all kinds: those with a view of their own. */
export const viewedKinds = (): StreamKind[] =>
  allAggregates.flatMap(({ kind, view }) => (view === null ? [] : [kind]))

/** Brings the versions of the aggregates that `events` touch up to date with their streams. */
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

/** The rows that the stream of an aggregate makes, as it is known at an instant, without their instants. */
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
