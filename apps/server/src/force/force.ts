import { type Kysely, sql } from 'kysely'

/** The force's name as it is kept, in a table of one row. */
export const openForce = async (db: Kysely<{ force: { id: number; name: string } }>) => {
  await sql`create table if not exists force (id integer primary key check (id = 1), name text not null)`.execute(
    db,
  )
  let name = (await db.selectFrom('force').select('name').executeTakeFirst())?.name ?? null

  return {
    /** `null` until set-up has named it. */
    name: () => name,
    async rename(to: string) {
      await db
        .insertInto('force')
        .values({ id: 1, name: to })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ name: to }))
        .execute()
      name = to
    },
  }
}

export type Force = Awaited<ReturnType<typeof openForce>>
