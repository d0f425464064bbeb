import type { AggregateReader } from '@beatbook/contract'
import { aggregateOf, type IsoDate, type ReadAt, type StreamKind } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { validOn } from '../database/valid.ts'
import { peopleNames } from '../person/names.ts'
import type { Schema } from '../schema.ts'
import { seenAt, streamOf } from '../stream/events.ts'
import { forceOf } from '../stream/force.ts'

/** Reads aggregates of the kinds that have a view, from the table that all those kinds share. */
export const aggregateReader = (db: Kysely<Schema>, today: () => IsoDate): AggregateReader => {
  const rowsOf = (kind: StreamKind, at: ReadAt = {}) =>
    db
      .selectFrom('aggregate_version')
      .select(['stream_id', 'state'])
      .where('kind', '=', kind)
      .where(validOn(at))
      .orderBy('stream_id')
  const published = (kind: StreamKind, row: { state: string }, at: ReadAt = {}) =>
    viewOf(kind).on(JSON.parse(row.state), at.asAt ?? today())

  return {
    list: async (kind, at) => (await rowsOf(kind, at).execute()).map((row) => published(kind, row, at)),
    async get(kind, id, at) {
      const row = await rowsOf(kind, at).where('stream_id', '=', id).executeTakeFirst()
      return row === undefined ? null : published(kind, row, at)
    },
    async history(kind, id, at = {}) {
      const events = (await streamOf(db, kind, id)).filter(seenAt(at))
      const nameOf = await peopleNames(
        db,
        events.map((event) => event.actor),
      )
      return events.map(({ position, type, effectiveOn, recordedAt, actor, commandId, facts, words }) => ({
        position,
        type,
        on: effectiveOn,
        recordedAt,
        by: { id: actor, name: nameOf(actor) },
        commandId,
        facts,
        words,
      }))
    },
    force: () => forceOf(db),
  }
}

/** The view of a kind. Throws for a kind without one: it has its own reader. */
const viewOf = (kind: StreamKind) => {
  const view = aggregateOf(kind)?.view
  if (view == null) throw new Error(`${kind} has no view`)
  return view
}
