import type { PeopleKeeper } from '@beatbook/api'
import { err, ok, type Person, type Refusal, type Result, refuse, role } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import type { SignIn } from './sign-in.ts'
import type { PersonTables } from './tables.ts'

/** The register of people, kept in better-auth's tables. Somebody who is removed loses address and password; the name stays with what they recorded. */
export const createPeople = (signIn: SignIn, db: Kysely<PersonTables>, now: () => string): PeopleKeeper => {
  const present = () => db.selectFrom('user').select(['id', 'name', 'email', 'role']).where('removedAt', 'is', null)
  const list = async () => (await present().orderBy('name').execute()).map(asPerson)

  const stillAdministered = async (without: string): Promise<Result<Person, Refusal>> => {
    const people = await list()
    const found = people.find((person) => person.id === without)
    if (!found) return err(refuse('not-found', { what: 'person', asked: without }))
    const others = people.filter((person) => person.role === 'administrator' && person.id !== without)
    return found.role === 'administrator' && others.length === 0 ? err(refuse('last-administrator')) : ok(found)
  }

  return {
    list,
    async add({ name, email, role, password }) {
      const address = email.toLowerCase()
      if (await present().where('email', '=', address).executeTakeFirst()) return err(refuse('email-taken', { email: address }))
      const { internalAdapter, password: passwords } = await signIn.$context
      const user = await internalAdapter.createUser({ name, email: address, emailVerified: true, role }, { method: 'admin' })
      await internalAdapter.linkAccount({ userId: user.id, accountId: user.id, providerId: 'credential', password: await passwords.hash(password) })
      return ok({ id: user.id, name, email: address, role })
    },
    async setRole(id, role) {
      const found = role === 'administrator' ? known(await list(), id) : await stillAdministered(id)
      if (!found.ok) return found
      await db.updateTable('user').set({ role }).where('id', '=', id).execute()
      return ok({ ...found.value, role })
    },
    async setPassword(id, password) {
      const found = known(await list(), id)
      if (!found.ok) return found
      const { internalAdapter, password: passwords } = await signIn.$context
      await internalAdapter.updatePassword(id, await passwords.hash(password))
      await db.deleteFrom('session').where('userId', '=', id).execute()
      return ok(null)
    },
    async remove(id) {
      const found = await stillAdministered(id)
      if (!found.ok) return found
      await db
        .updateTable('user')
        .set({ removedAt: now(), email: `${id}@removed.invalid` })
        .where('id', '=', id)
        .execute()
      await db.deleteFrom('account').where('userId', '=', id).execute()
      await db.deleteFrom('session').where('userId', '=', id).execute()
      return ok(null)
    },
  }
}

const known = (people: readonly Person[], id: string): Result<Person, Refusal> => {
  const found = people.find((person) => person.id === id)
  return found ? ok(found) : err(refuse('not-found', { what: 'person', asked: id }))
}

const asPerson = (row: { id: string; name: string; email: string; role: string }): Person => ({ ...row, role: role.parse(row.role) })
