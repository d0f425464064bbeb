import type { Outcome, PeopleRecord } from '@beatbook/contract'
import { type Person, type PersonCommand, type Refusal, type Result, role } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import type { Schema } from '../schema.ts'
import type { WritingSide } from '../writer/write.ts'
import { auditReader } from './audit.ts'
import { feedReader } from './feeds.ts'

/** The people of a record: read from the tables of sign-in, changed by commands through the writer. */
export const peopleRecord = (db: Kysely<Schema>, submit: WritingSide['submit']): PeopleRecord => {
  const present = () =>
    db
      .selectFrom('user')
      .select(['id', 'name', 'email', 'role', 'mustChangePassword'])
      .where('removedAt', 'is', null)
  return {
    list: async () => (await present().orderBy('name').orderBy('id').execute()).map(asPerson),
    get: async (id) => {
      const row = await present().where('id', '=', id).executeTakeFirst()
      return row === undefined ? null : asPerson(row)
    },
    passwordHash: async (id) =>
      (await db.selectFrom('account').select('password').where('userId', '=', id).executeTakeFirst())
        ?.password ?? null,
    run: (name, input, confided, context) =>
      submit({ write: 'command', command: { name, input } as PersonCommand, context, confided }) as Promise<
        Result<Outcome, Refusal>
      >,
    ...feedReader(db),
    feedSeen: async (id, now) => {
      await submit({ write: 'feed-seen', id, now })
    },
    audit: auditReader(db),
  }
}

const asPerson = (row: {
  id: string
  name: string
  email: string
  role: string
  mustChangePassword: number
}): Person => ({
  ...row,
  role: role.parse(row.role),
  mustChangePassword: row.mustChangePassword === 1,
})
