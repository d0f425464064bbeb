import { type FormKeeper, formsSince, type KeptForm, MOST_FORMS } from '@beatbook/contract'
import type { Kysely } from 'kysely'
import type { Schema } from '../schema.ts'
import type { Write } from '../writer/write.ts'

/** Reads what people typed in forms, and writes it by the writer. */
export const formKeeper = (db: Kysely<Schema>, submit: (write: Write) => Promise<unknown>): FormKeeper => ({
  list: async (person) => {
    const rows = await db
      .selectFrom('form')
      .select(['key', 'kept_at', 'body'])
      .where('person_id', '=', person)
      .orderBy('kept_at', 'desc')
      .orderBy('key')
      .execute()
    return rows.map(({ key, kept_at, body }) => ({ key, keptAt: kept_at, values: valuesIn(body) }))
  },
  get: async (person, key) => {
    const row = await db
      .selectFrom('form')
      .select(['kept_at', 'body'])
      .where('person_id', '=', person)
      .where('key', '=', key)
      .executeTakeFirst()
    return row === undefined ? null : { keptAt: row.kept_at, values: valuesIn(row.body) }
  },
  keep: async (person, key, form) => {
    await submit({ write: 'keep-form', person, key, form })
  },
  forget: async (person, key) => {
    await submit({ write: 'keep-form', person, key, form: null })
  },
})

/**
 * Keeps what a person typed in a form, or forgets it. Forms that are too old, and the oldest where there are too many,
 * are forgotten with it.
 */
export const keepForm = async (
  db: Kysely<Schema>,
  { person, key, form }: { person: string; key: string; form: KeptForm | null },
): Promise<null> => {
  const own = db.deleteFrom('form').where('person_id', '=', person)
  if (form === null) {
    await own.where('key', '=', key).execute()
    return null
  }
  const row = { kept_at: form.keptAt, body: JSON.stringify(form.values) }
  await db
    .insertInto('form')
    .values({ person_id: person, key, ...row })
    .onConflict((conflict) => conflict.columns(['person_id', 'key']).doUpdateSet(row))
    .execute()
  await own.where('kept_at', '<', formsSince(form.keptAt)).execute()
  const beyond = await db
    .selectFrom('form')
    .select('key')
    .where('person_id', '=', person)
    .orderBy('kept_at', 'desc')
    .orderBy('key')
    .limit(1)
    .offset(MOST_FORMS)
    .executeTakeFirst()
  if (beyond !== undefined) await own.where('key', '=', beyond.key).execute()
  return null
}

const valuesIn = (body: string): KeptForm['values'] => JSON.parse(body) as KeptForm['values']
