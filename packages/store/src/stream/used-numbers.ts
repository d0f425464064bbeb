import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Schema } from '../schema.ts'
import type { UsedNumberTable } from '../tables/used-number.ts'

type Numbered = UsedNumberTable['name']

const keys = {
  content: 'id',
  plan_version: 'version',
  aggregate_version: 'version',
} as const satisfies Record<Numbered, string>

/** The greatest number that rows of a table ever had; null where it never had one. */
export const lastNumber = (table: Numbered): RawBuilder<number | null> =>
  sql<number | null>`(select max(n) from (
    select max(${sql.ref(keys[table])}) as n from ${sql.table(table)}
    union all select last as n from used_number where name = ${sql.lit(table)}) as numbers)`

/** Notes the greatest number of a table before rows of it are removed. */
export const noteNumbers = async (db: Kysely<Schema>, table: Numbered): Promise<void> => {
  const { rows } = await sql<{ last: number | null }>`select ${lastNumber(table)} as last`.execute(db)
  const last = rows[0]?.last ?? 0
  await db
    .insertInto('used_number')
    .values({ name: table, last })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ last }))
    .execute()
}
