import { type Kysely, sql } from 'kysely'
import { addColumn } from './add-column.ts'

// Plans and actions have an area. Where none is given it is the force's own, or that of the plan.
const tables = ['plan_version', 'action_version']

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const table of tables) await addColumn(db, table, 'area_id text')
}

export const down = async (db: Kysely<unknown>): Promise<void> => {
  for (const table of tables) await sql`alter table ${sql.table(table)} drop column area_id`.execute(db)
}
