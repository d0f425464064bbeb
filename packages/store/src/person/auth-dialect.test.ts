import { Kysely } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '../open.ts'
import { accept, forms, freshStore, harbour } from '../testing.ts'

describe.each([forms[0], forms[2]])('beside a record $form', (form) => {
  let store: Store
  let signIn: Kysely<{ user: { id: string; name: string; email: string } }>
  beforeEach(async () => {
    store = await freshStore(form)
    signIn = new Kysely({ dialect: store.authDialect })
    let table = signIn.schema.createTable('user')
    for (const column of ['id', 'name', 'email']) table = table.addColumn(column, 'text', (of) => of.notNull())
    await table.execute()
    await signIn.schema.createIndex('user_email').unique().on('user').column('email').execute()
  })
  afterEach(() => store.close())

  const ada = { id: 'ada', name: 'Ada', email: 'ada@example.org' }

  test('sign-in makes its tables, writes and reads at once what it wrote', async () => {
    expect(await signIn.insertInto('user').values(ada).returningAll().execute()).toEqual([ada])
    expect(await signIn.selectFrom('user').selectAll().execute()).toEqual([ada])
    expect((await signIn.updateTable('user').set({ name: 'Ada B' }).executeTakeFirst()).numUpdatedRows).toBe(1n)
    expect((await signIn.introspection.getTables()).map((table) => table.name)).toContain('user')
  })

  test('what breaks a rule of the table fails, and says which', async () => {
    await signIn.insertInto('user').values(ada).execute()
    await expect(
      signIn
        .insertInto('user')
        .values({ ...ada, id: 'ben' })
        .execute(),
    ).rejects.toThrow('UNIQUE constraint failed: user.email')
  })

  test('people go by their names, and by their ids where sign-in does not know them', async () => {
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
