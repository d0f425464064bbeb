import { Kysely } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '../open.ts'
import type { Schema } from '../schema.ts'
import { accept, at, forms, freshStore, harbour } from '../testing.ts'

describe.each([forms[0], ...forms.slice(2)])('beside a record $form', (form) => {
  let store: Store
  let signIn: Kysely<Schema>
  beforeEach(async () => {
    store = await freshStore(form)
    signIn = new Kysely({ dialect: store.authDialect })
  })
  afterEach(() => store.close())

  const times = { createdAt: at(0), updatedAt: at(0), removedAt: null }
  const ada = {
    id: 'ada',
    name: 'Ada',
    email: 'ada@example.org',
    emailVerified: 1,
    role: 'reader',
    mustChangePassword: 0,
    ...times,
  }

  test('sign-in creates tables, writes, and reads its own writes at once', async () => {
    await signIn.schema.createTable('passkey').addColumn('id', 'text').execute()
    expect(await signIn.insertInto('user').values(ada).returningAll().execute()).toEqual([
      { ...ada, image: null },
    ])
    expect(await signIn.selectFrom('user').selectAll().execute()).toEqual([{ ...ada, image: null }])
    expect((await signIn.updateTable('user').set({ name: 'Ada B' }).executeTakeFirst()).numUpdatedRows).toBe(
      1n,
    )
    expect((await signIn.introspection.getTables()).map((table) => table.name)).toContain('passkey')
  })

  test('a write that violates a constraint fails and names it', async () => {
    await signIn.insertInto('user').values(ada).execute()
    await expect(
      signIn
        .insertInto('user')
        .values({ ...ada, id: 'ben' })
        .execute(),
    ).rejects.toThrow(/unique constraint.*user[._]email/i)
  })

  test('people have their names, or their ids where sign-in does not know them', async () => {
    await signIn.insertInto('user').values(ada).execute()
    await accept(store, harbour({ ref: '1' }, { ref: '2' }), 'ada')
    await accept(
      store,
      {
        ...harbour({ ref: '1' }, { ref: '2' }),
        plans: [],
        tables: [
          {
            key: 't',
            title: 'Figures',
            labelHeading: 'Area',
            columns: [],
            rows: [],
            totals: null,
            computedTotals: {},
            readingDate: null,
            targetDate: null,
            from: [],
          },
        ],
      },
      'ben',
    )
    expect((await store.documents.list()).map((document) => document.by).sort()).toEqual(['Ada', 'ben'])
    const history = await store.actions.history('harbour/1')
    expect(history.ok && history.value[0]?.actor).toEqual({ id: 'ada', name: 'Ada' })
  })
})
