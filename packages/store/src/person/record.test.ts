import { Kysely, sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '../open.ts'
import type { Schema } from '../schema.ts'
import { accept, anId, by, forms, freshStore, harbour } from '../testing.ts'

describe.each([forms[0], ...forms.slice(2)])('with a record $form', (form) => {
  let store: Store
  let rows: Kysely<Schema>
  const admin = anId()
  const confided = { email: 'admin@example.org', passwordHash: 'hash-1' }
  beforeEach(async () => {
    store = await freshStore(form)
    rows = new Kysely({ dialect: store.authDialect })
    await store.people.run('set-up', { commandId: anId(), personId: admin, name: 'Ada' }, confided, by(admin))
  })
  afterEach(() => store.close())

  const add = (name: string, role: 'administrator' | 'reader' = 'reader', email = `${name}@example.org`) => {
    const personId = anId()
    const done = store.people.run(
      'add-person',
      { commandId: anId(), personId, name, role },
      { email, passwordHash: `hash of ${name}` },
      by(admin, 1),
    )
    return done.then((answer) => ({ personId, answer }))
  }
  const auditOf = async () => (await store.people.audit({ limit: 100 })).entries

  test('somebody who is added can sign in, must change their password, and their events have no address', async () => {
    const { personId } = await add('Ben')
    expect(await store.people.get(personId)).toEqual({
      id: personId,
      name: 'Ben',
      email: 'Ben@example.org',
      role: 'reader',
      mustChangePassword: true,
    })
    expect(await store.people.passwordHash(personId)).toBe('hash of Ben')
    expect((await auditOf())[0]).toMatchObject({
      kind: 'person-added',
      actor: { id: admin, name: 'Ada' },
      person: { name: 'Ben' },
      role: 'reader',
    })
    const { rows: events } = await sql<{
      all: string
    }>`select facts || words || actor as "all" from event`.execute(rows)
    const { rows: commands } = await sql<{
      all: string
    }>`select id || name || outcome || digest as "all" from command`.execute(rows)
    for (const { all } of [...events, ...commands]) expect(all).not.toMatch(/example\.org|hash/)
  })

  test('two administrators demoted in one batch: one of them is refused', async () => {
    const { personId } = await add('Ben', 'administrator')
    const demote = (id: string) =>
      store.people.run('set-role', { commandId: anId(), personId: id, role: 'reader' }, {}, by(admin))
    const answers = await Promise.all([demote(personId), demote(admin)])
    expect(answers).toMatchObject([{ ok: true }, { ok: false, error: { code: 'last-administrator' } }])
    expect((await store.people.list()).filter((person) => person.role === 'administrator')).toHaveLength(1)
  })

  test('two administrators removed by each other in one batch: one is left', async () => {
    const { personId: ben } = await add('Ben', 'administrator')
    const remove = (id: string, actor: string) =>
      store.people.run('remove-person', { commandId: anId(), personId: id }, {}, by(actor))
    expect(await Promise.all([remove(admin, ben), remove(ben, admin)])).toMatchObject([
      { ok: true },
      { ok: false, error: { code: 'not-allowed' } },
    ])
    expect((await store.people.list()).map((person) => person.id)).toEqual([ben])
  })

  test('the same address twice in one batch is refused once', async () => {
    const answers = await Promise.all([
      add('Ben', 'reader', 'same@example.org'),
      add('Cat', 'reader', 'same@example.org'),
    ])
    expect(answers.map(({ answer }) => answer)).toMatchObject([
      { ok: true },
      { ok: false, error: { code: 'email-taken' } },
    ])
    expect(await store.people.list()).toHaveLength(2)
  })

  test('a command sent twice is executed once, and its id is refused for another', async () => {
    const input = { commandId: anId(), personId: anId(), name: 'Ben', role: 'reader' } as const
    const beside = { email: 'ben@example.org', passwordHash: 'x' }
    expect(await store.people.run('add-person', input, beside, by(admin))).toMatchObject({
      ok: true,
      value: { repeated: false },
    })
    expect(await store.people.run('add-person', input, beside, by(admin, 5))).toMatchObject({
      ok: true,
      value: { repeated: true },
    })
    const other = { ...input, name: 'Somebody else' }
    expect(await store.people.run('add-person', other, beside, by(admin))).toMatchObject({
      ok: false,
      error: { code: 'command-reused' },
    })
    expect(await store.people.list()).toHaveLength(2)
  })

  test('a rename is in the audit, and history shows the name as it is now', async () => {
    await accept(store, harbour({ ref: '1' }, { ref: '2' }), admin)
    await store.people.run(
      'rename-person',
      { commandId: anId(), personId: admin, name: 'Ada B' },
      {},
      by(admin, 2),
    )
    const history = await store.actions.history('harbour/1')
    expect(history.ok && history.value[0]?.actor).toEqual({ id: admin, name: 'Ada B' })
    expect((await auditOf())[0]).toMatchObject({
      kind: 'person-renamed',
      was: 'Ada',
      name: 'Ada B',
      person: { name: 'Ada B' },
    })
  })

  const openSession = (id: string, userId: string) => {
    const instant = by(admin).now
    return rows
      .insertInto('session')
      .values({ id, token: id, userId, createdAt: instant, updatedAt: instant, expiresAt: instant })
      .execute()
  }
  const sessions = async () =>
    (await rows.selectFrom('session').select('id').orderBy('id').execute()).map(({ id }) => id)

  test('changing one’s own password needs the current one, and ends all other sessions', async () => {
    for (const id of ['here', 'there']) await openSession(id, admin)
    const { personId: ben } = await add('Ben')
    await openSession('bens', ben)
    const change = (currentHash: string) =>
      store.people.run(
        'change-password',
        { commandId: anId(), personId: admin },
        { passwordHash: 'hash-2', currentHash, sessionId: 'here' },
        by(admin),
      )
    expect(await change('another')).toMatchObject({ ok: false, error: { code: 'password-wrong' } })
    expect(await sessions()).toEqual(['bens', 'here', 'there'])
    expect(await change('hash-1')).toMatchObject({ ok: true })
    expect(await store.people.passwordHash(admin)).toBe('hash-2')
    expect(await sessions()).toEqual(['bens', 'here'])
    // Two changes that checked the same password: the second finds another one.
    expect(await change('hash-1')).toMatchObject({ ok: false, error: { code: 'password-wrong' } })
  })

  test('a password set by somebody else ends every session and must be changed; a removed person is signed out, their address free', async () => {
    const { personId: ben } = await add('Ben')
    await openSession('bens', ben)
    await store.people.run(
      'set-password',
      { commandId: anId(), personId: ben },
      { passwordHash: 'new' },
      by(admin),
    )
    expect(await sessions()).toEqual([])
    await openSession('bens', ben)
    await store.people.run('remove-person', { commandId: anId(), personId: ben }, {}, by(admin))
    expect(await sessions()).toEqual([])
    expect(await store.people.get(ben)).toBeNull()
    expect(await store.people.passwordHash(ben)).toBeNull()
    expect((await add('Ben')).answer.ok).toBe(true)
  })

  test('the audit is paged from the newest, filtered by kind, person and day', async () => {
    const { personId: ben } = await add('Ben')
    const { personId: cat } = await add('Cat')
    await store.people.run('set-role', { commandId: anId(), personId: ben, role: 'editor' }, {}, by(admin))
    const first = await store.people.audit({ limit: 3 })
    expect(first.entries.map((entry) => entry.kind)).toEqual(['role-set', 'person-added', 'person-added'])
    const rest = await store.people.audit({ limit: 3, before: first.next ?? 0 })
    expect(rest).toMatchObject({
      entries: [{ kind: 'person-added', origin: 'set-up', person: { id: admin } }],
      next: null,
    })
    expect((await store.people.audit({ limit: 9, person: ben })).entries).toHaveLength(2)
    expect((await store.people.audit({ limit: 9, person: admin })).entries).toHaveLength(4)
    expect((await store.people.audit({ limit: 9, kinds: ['role-set'] })).entries).toMatchObject([
      { role: 'editor', was: 'reader' },
    ])
    expect((await store.people.audit({ limit: 9, person: cat, since: '2099-01-01' })).entries).toEqual([])
  })
})
