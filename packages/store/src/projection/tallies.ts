import { type Kysely, type RawBuilder, sql } from 'kysely'
import { compiledQuery } from '../database/compiled.ts'
import { isReached } from '../database/valid.ts'
import type { Schema } from '../schema.ts'
import type { TallyTable } from '../tables/tally.ts'
import { END_OF_TIME } from '../tables/version.ts'

/** Differences to the tallies, collected over many actions. */
export interface TallyChanges {
  /** Counts one action more (`by` 1) or fewer (-1) with these values. */
  count(of: Omit<TallyTable, 'actions'>, by: 1 | -1): void
  /** Counts one action of a plan more or fewer for an owner. */
  own(planId: string, partyId: string, by: 1 | -1): void
  write(db: Kysely<Schema>): Promise<void>
}

const columns = [
  'plan_id',
  'section_id',
  'withdrawn',
  'level',
  'stage',
  'computed',
  'disagrees',
] as const satisfies readonly (keyof TallyTable)[]

/** An empty collection of differences. */
export const collectTallies = (): TallyChanges => {
  const counted = new Map<string, number>()
  const owned = new Map<string, number>()
  const add = (to: Map<string, number>, key: readonly unknown[], by: number) => {
    const name = JSON.stringify(key)
    to.set(name, (to.get(name) ?? 0) + by)
  }
  return {
    count: (of, by) =>
      add(
        counted,
        columns.map((column) => of[column]),
        by,
      ),
    own: (planId, partyId, by) => add(owned, [planId, partyId], by),
    write: async (db) => {
      const uncounted = [...(await stagedAsked(db)), ...(await hiddenAsked(db))]
      const staged = new Set(uncounted.map((row) => row.plan_id))
      await change(db, 'tally', counted, staged)
      await change(db, 'owner_tally', owned, staged)
    },
  }
}

/** The plans whose actions are being written before them: their actions are counted once they are recorded. */
const stagedAsked = compiledQuery((db) =>
  db.selectFrom('staged_plan').select('plan_id').where('reached_from', '=', sql.lit(END_OF_TIME)),
)

/** The plans that are hidden until the parts of an undo or a redo are recorded: they are counted then. */
const hiddenAsked = compiledQuery((db) =>
  db.selectFrom('hidden_plan').select('plan_id').where('hidden_to', '=', sql.lit(END_OF_TIME)),
)

/** Counts all rows of today again: what was kept by differences is right afterwards, whatever was lost. */
export const recountTallies = async (db: Kysely<Schema>): Promise<void> => {
  await db.deleteFrom('tally').execute()
  await db.deleteFrom('owner_tally').execute()
  await countRows(db, isReached())
}

/** Counts the rows of today of plans that were not counted yet. */
export const countPlans = async (db: Kysely<Schema>, ids: readonly string[]): Promise<void> => {
  for (const id of ids) await countRows(db, sql<boolean>`plan_id = ${id}`)
}

const countRows = async (db: Kysely<Schema>, condition: RawBuilder<boolean>): Promise<void> => {
  const key = sql.join(columns.map((column) => sql.ref(column)))
  await sql`insert into tally (${key}, actions)
    select ${key}, count(*) from action_now where ${condition} group by ${key}`.execute(db)
  await sql`insert into owner_tally (plan_id, party_id, actions)
    select plan_id, party_id, count(*) from action_now
    join owner_now on action_now.action_id = owner_now.action_id
    where ${condition} and owner_now.withdrawn = 0 group by plan_id, party_id`.execute(db)
}

/** Adds each difference to its row; a row that counts nothing is removed. Those of `staged` plans are left out. */
const change = async (
  db: Kysely<Schema>,
  table: 'tally' | 'owner_tally',
  differences: ReadonlyMap<string, number>,
  staged: ReadonlySet<string>,
): Promise<void> => {
  for (const [name, by] of differences) {
    if (by === 0) continue
    // The plan's id is the first column of both tables.
    const values = JSON.parse(name) as [planId: string, ...others: unknown[]]
    if (staged.has(values[0])) continue
    await added[table](db, ...values, by)
    if (by < 0) await emptied[table](db, ...values)
  }
}

const ownerColumns = ['plan_id', 'party_id'] as const

const addTo = (table: 'tally' | 'owner_tally', names: readonly string[]) =>
  compiledQuery((_db, ...values: unknown[]) => {
    const key = sql.join(names.map((name) => sql.ref(name)))
    return sql`insert into ${sql.table(table)} (${key}, actions) values (${sql.join(values)})
      on conflict (${key}) do update set actions = ${sql.table(table)}.actions + excluded.actions`
  })
const added = { tally: addTo('tally', columns), owner_tally: addTo('owner_tally', ownerColumns) }

const emptyFrom = (table: 'tally' | 'owner_tally', names: readonly string[]) =>
  compiledQuery((_db, ...values: unknown[]) => {
    const key = sql.join(names.map((name) => sql.ref(name)))
    return sql`delete from ${sql.table(table)} where (${key}) = (${sql.join(values)}) and actions = 0`
  })
const emptied = { tally: emptyFrom('tally', columns), owner_tally: emptyFrom('owner_tally', ownerColumns) }
