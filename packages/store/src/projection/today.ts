import type { Id, IsoDate } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import type { StoredAction } from '../action/content.ts'
import { type Standing, standingOn, type Timeline } from '../action/timeline.ts'
import { compiledQuery } from '../database/compiled.ts'
import { updateRow } from '../database/insert.ts'
import type { Schema } from '../schema.ts'
import type { ActionNowTable } from '../tables/action-now.ts'
import type { Inserts, Numbers } from './inserts.ts'
import type { TallyChanges } from './tallies.ts'

/** What the row of today of an action is made of. */
export interface Today {
  readonly action: StoredAction
  readonly owners: readonly Id[]
  readonly version: number
  readonly contentId: number
  readonly rating: { readonly contentId: number; readonly timeline: Timeline } | null
}

/** The rows of today of some actions, with their owners. */
export interface Before {
  readonly rows: ReadonlyMap<Id, ActionNowTable>
  readonly owners: ReadonlyMap<Id, readonly Id[]>
}

/** Reads the rows of today of the actions `ids`. */
export const rowsBefore = async (db: Kysely<Schema>, ids: readonly Id[]): Promise<Before> => {
  const rows = new Map<Id, ActionNowTable>()
  const owners = new Map<Id, Id[]>()
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const some = ids.slice(at, at + AT_ONCE)
    const [first = ''] = some
    const stored =
      some.length === 1
        ? await rowAsked(db, first)
        : await db.selectFrom('action_now').selectAll().where('action_id', 'in', some).execute()
    for (const row of stored) rows.set(row.action_id, row)
    const owned =
      some.length === 1
        ? await ownersAsked(db, first)
        : await db
            .selectFrom('owner_now')
            .select(['action_id', 'party_id'])
            .where('action_id', 'in', some)
            .execute()
    for (const { action_id, party_id } of owned)
      owners.set(action_id, [...(owners.get(action_id) ?? []), party_id])
  }
  return { rows, owners }
}

const AT_ONCE = 500

const rowAsked = compiledQuery((db, id: Id) =>
  db.selectFrom('action_now').selectAll().where('action_id', '=', id),
)
const ownersAsked = compiledQuery((db, id: Id) =>
  db.selectFrom('owner_now').select(['action_id', 'party_id']).where('action_id', '=', id),
)

export interface Collected {
  readonly inserts: Inserts
  readonly numbers: Numbers
  readonly tallies: TallyChanges
}

/**
 * Makes the row of today of an action what `today` says (`null`: the action does not exist), evaluated on
 * `day`, with its owners, its words in the search index and its share of the tallies. What is new is collected;
 * what changes is written at once.
 */
export const writeToday = async (
  db: Kysely<Schema>,
  id: Id,
  today: Today | null,
  before: Before,
  day: IsoDate,
  { inserts, numbers, tallies }: Collected,
): Promise<void> => {
  const row = before.rows.get(id)
  const owned = before.owners.get(id) ?? []
  const wanted =
    today === null ? null : rowOfToday(id, today, standingOn(today.rating?.timeline ?? null, day))
  const owners = today === null ? [] : [...new Set(today.owners)]

  if (row !== undefined) tallies.count(row, -1)
  if (wanted !== null) tallies.count(wanted, 1)
  if (row !== undefined && row.withdrawn === 0) for (const party of owned) tallies.own(row.plan_id, party, -1)
  if (wanted !== null && wanted.withdrawn === 0)
    for (const party of owners) tallies.own(wanted.plan_id, party, 1)

  if (wanted === null) {
    if (row === undefined) return
    await db.deleteFrom('action_now').where('number', '=', row.number).execute()
    inserts.add('search_due', { number: row.number })
  } else if (row === undefined) {
    const number = numbers.next('action_now')
    inserts.add('action_now', { number, ...wanted })
    inserts.add('search_due', { number })
  } else {
    await updateRow(db, 'action_now', 'number', row.number, differing(row, wanted))
    if (wanted.content_id !== row.content_id) inserts.add('search_due', { number: row.number })
  }

  const same =
    row !== undefined &&
    wanted !== null &&
    row.place_key === wanted.place_key &&
    row.withdrawn === wanted.withdrawn &&
    [...owned].sort().join() === [...owners].sort().join()
  if (same) return
  if (owned.length > 0) await db.deleteFrom('owner_now').where('action_id', '=', id).execute()
  if (wanted === null) return
  const { place_key, withdrawn } = wanted
  for (const party_id of owners) inserts.add('owner_now', { party_id, place_key, action_id: id, withdrawn })
}

const rowOfToday = (
  id: Id,
  { action, version, contentId, rating }: Today,
  standing: Standing,
): Omit<ActionNowTable, 'number'> => ({
  action_id: id,
  ...action.keys,
  text_key: action.textKey,
  version,
  content_id: contentId,
  rating_id: rating?.contentId ?? null,
  ...standingColumns(standing),
})

/** Makes the row of today of an action have another rating, evaluated on `day`; `null`: it is not rated. */
export const rateToday = async (
  db: Kysely<Schema>,
  row: ActionNowTable,
  rating: Today['rating'],
  day: IsoDate,
  tallies: TallyChanges,
): Promise<void> => {
  const standing = standingOn(rating?.timeline ?? null, day)
  const wanted = { ...row, rating_id: rating?.contentId ?? null, ...standingColumns(standing) }
  tallies.count(row, -1)
  tallies.count(wanted, 1)
  await updateRow(db, 'action_now', 'number', row.number, differing(row, wanted))
}

const standingColumns = ({ level, key, disagrees, turnsOn }: Standing) => ({
  computed: level,
  computed_key: key,
  disagrees,
  turns_on: turnsOn,
})

/** The columns of `wanted` that differ from those of `row`. */
const differing = (row: ActionNowTable, wanted: Partial<ActionNowTable>): Partial<ActionNowTable> =>
  Object.fromEntries(
    Object.entries(wanted).filter(([name, value]) => value !== row[name as keyof ActionNowTable]),
  )
