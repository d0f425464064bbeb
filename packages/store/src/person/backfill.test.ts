import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Kysely } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore, type Store } from '../open.ts'
import type { Schema } from '../schema.ts'
import { at } from '../testing.ts'

let store: Store
let folder: string
let url: string
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'beatbook-'))
  url = `sqlite:${join(folder, 'record.db')}`
  store = await openStore({ url, thread: false, now: () => at(0), today: () => '2026-11-20' })
})
afterEach(() => rmSync(folder, { recursive: true }))

const open = () => openStore({ url, thread: false, now: () => at(60), today: () => '2026-11-20' })

test('people of a record from before their changes were events get their events once, from the day they were added', async () => {
  const rows = new Kysely<Schema>({ dialect: store.authDialect })
  const person = { emailVerified: 1, updatedAt: at(0), mustChangePassword: 0 }
  await rows
    .insertInto('user')
    .values([
      {
        ...person,
        id: 'ada',
        name: 'Ada',
        email: 'ada@example.org',
        role: 'administrator',
        createdAt: '2026-01-05T09:00:00.000Z',
        removedAt: null,
      },
      {
        ...person,
        id: 'ben',
        name: 'Ben',
        email: 'ben@removed.invalid',
        role: 'editor',
        createdAt: '2026-02-05T09:00:00.000Z',
        removedAt: at(0),
      },
    ])
    .execute()
  await store.close()
  const first = await open()
  await first.close()
  const second = await open()
  expect(
    (await second.people.audit({ limit: 100 })).entries.map(({ kind, origin, person, role }) => [
      kind,
      origin,
      person.name,
      role,
    ]),
  ).toEqual([
    ['person-removed', 'earlier', 'Ben', null],
    ['person-added', 'earlier', 'Ben', 'editor'],
    ['person-added', 'earlier', 'Ada', 'administrator'],
  ])
  expect((await second.people.audit({ limit: 100, since: '2026-01-06' })).entries).toHaveLength(2)
  expect(await second.people.list()).toMatchObject([
    { id: 'ada', role: 'administrator', mustChangePassword: false },
  ])
  await second.close()
})
