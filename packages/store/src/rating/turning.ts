import type { Computed, ShownLevel, Turning } from '@beatbook/contract'
import type { IsoDate, ReadAt } from '@beatbook/domain'
import { type Kysely, sql } from 'kysely'
import type { StoredRow } from '../action/columns.ts'
import { validOn } from '../database/valid.ts'
import type { Schema } from '../schema.ts'

const MOST = 2_000

/** The changes of level after the date of the question, as forecast then. */
export const turningIn = async (
  db: Kysely<Schema>,
  { plan, until, ...at }: ReadAt & { readonly plan?: string | undefined; readonly until: IsoDate },
  today: IsoDate,
): Promise<Turning[]> => {
  const on = { asAt: at.asAt ?? today, knownAt: at.knownAt }
  let rows = db
    .selectFrom('rating as next')
    .innerJoin('rating as before', (join) =>
      join
        .onRef('before.action_id', '=', 'next.action_id')
        .onRef('before.held_from', '=', 'next.held_from')
        .onRef('before.recorded_from', '=', 'next.recorded_from')
        .onRef('before.span_to', '=', 'next.span_from'),
    )
    .innerJoin('action_version as action', 'action.action_id', 'next.action_id')
    .where(validOn(on, 'next'))
    // In a record from before every entry had a distinct instant, the same rating can occur twice, one of
    // them superseded immediately.
    .where(validOn(on, 'before'))
    .where(validOn(at, 'action'))
    .where('next.span_from', '>', on.asAt)
    .where('next.span_from', '<=', until)
    .whereRef('before.level', '!=', 'next.level')
  if (plan !== undefined)
    rows = rows.where(
      'next.plan_id',
      '=',
      sql<string>`(select plan_id from plan_version where ${validOn(at, 'plan_version')} and (plan_id = ${plan} or code = ${plan.toLowerCase()}))`,
    )
  const found = await rows
    .select([
      'next.span_from as on',
      'next.shown as becomes',
      'before.shown as was',
      'next.because',
      'action.shown',
    ])
    .orderBy('next.span_from')
    .orderBy('action.place_key')
    .limit(MOST)
    .execute()
  return found.map((row) => {
    const { id, address, ref, text, owners } = JSON.parse(row.shown) as StoredRow
    const becomes = JSON.parse(row.becomes) as Computed
    const because = JSON.parse(row.because) as Turning['because']
    return {
      on: row.on,
      id,
      address,
      ref,
      text,
      owners,
      was: mark(JSON.parse(row.was) as Computed),
      becomes: mark(becomes),
      rule: becomes.rule,
      because,
    }
  })
}

const mark = ({ level, letter, word, shape }: Computed): ShownLevel => ({ level, letter, word, shape })
