import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { pathIn } from '../file/local.ts'
import { openStore, type Store } from '../open.ts'
import {
  accept,
  actionAt,
  anUpdateOf,
  at,
  by,
  everything,
  harbour,
  textOf,
  uploadAndAccept,
} from '../testing.ts'
import { backupRecord, checksumOf, filesOf } from './backup.ts'
import { checkRecord } from './check.ts'
import { restoreRecord } from './restore.ts'

let folder: string
let file: string
let to: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'beatbook-'))
  file = join(folder, 'record.db')
  to = join(folder, 'backups', 'one.db')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const open = (path = file): Promise<Store> =>
  openStore({ url: `sqlite:${path}`, now: () => at(0), thread: false })
const filled = async (): Promise<Store> => {
  const store = await open()
  await accept(store, harbour({ ref: '1' }, { ref: '2' }))
  return store
}
const change = (path: string, statement: string) => {
  const database = new DatabaseSync(path)
  database.exec(statement)
  database.close()
}

test('a backup taken while the record is open contains all of it, including what is only in the WAL, and restores to the same', async () => {
  const store = await filled()
  const { id } = await actionAt(store, 'harbour/1')
  await store.commands.run('record-update', anUpdateOf(id), by('ada'))
  const list = await store.actions.list(everything)
  const history = await store.actions.history('harbour/1')
  expect(statSync(`${file}-wal`).size).toBeGreaterThan(0)
  const backup = await backupRecord(file, to)
  expect(backup).toMatchObject({ file: to, checked: { plans: 1, actions: 2, faults: [] } })
  expect(readFileSync(checksumOf(to), 'utf8')).toBe(`${backup.sha256}  one.db\n`)
  expect([to, checksumOf(to)].map((each) => (statSync(each).mode & 0o777).toString(8))).toEqual([
    '600',
    '600',
  ])
  expect(await store.commands.run('record-update', anUpdateOf(id), by('ada'))).toMatchObject({ ok: true })
  await store.close()

  const other = join(folder, 'deep', 'restored.db')
  expect(await restoreRecord(to, other)).toMatchObject({ file: other, checked: { faults: [] } })
  const restored = await open(other)
  expect(await restored.actions.list(everything)).toEqual(list)
  expect(await restored.actions.history('harbour/1')).toEqual(history)
  await restored.close()
})

test('a backup that is copied into place by hand opens too', async () => {
  const store = await filled()
  await backupRecord(file, to)
  await store.close()
  const other = join(folder, 'by-hand.db')
  copyFileSync(to, other)
  const again = await open(other)
  expect((await again.actions.list(everything)).count).toBe(2)
  await again.close()
})

test('no byte of a session, a device code or a secret address is in a backup', async () => {
  const store = await filled()
  change(
    file,
    `insert into "user" ("id", "name", "email", "emailVerified", "createdAt", "updatedAt", "role") values ('ada', 'Ada', 'ada@example.org', 1, '2026', '2026', 'editor');
     insert into "session" ("id", "expiresAt", "token", "createdAt", "updatedAt", "userId") values ('s', '2027', 'a-live-token', '2026', '2026', 'ada');
     insert into "deviceCode" ("id", "deviceCode", "userCode", "expiresAt", "status") values ('d', 'a-live-code', 'a-user-code', '2027', 'pending');
     insert into "feed" ("id", "person_id", "kind", "plan_id", "with_words", "name", "digest", "made_at") values ('f', 'ada', 'data', '', 0, 'Excel', 'a-live-digest', '2026')`,
  )
  await backupRecord(file, to)
  const bytes = readFileSync(to).toString('latin1')
  expect(bytes).toContain('Harbour Delivery Plan')
  expect(
    ['a-live-token', 'a-live-code', 'a-user-code', 'a-live-digest'].filter((secret) =>
      bytes.includes(secret),
    ),
  ).toEqual([])
  await store.close()
})

test('a backup never replaces another file, and one that fails leaves nothing', async () => {
  const store = await filled()
  await backupRecord(file, to)
  await expect(backupRecord(file, to)).rejects.toThrow('is there already')
  await store.close()
  for (const name of [`${file}-journal`, `${file}-wal`, `${file}.marker`, join(folder, 'two.db.sha256')])
    await expect(backupRecord(file, name)).rejects.toThrow(
      /is there already|ends as files do that belong to a database/,
    )
  expect(existsSync(`${file}-journal`)).toBe(false)
  await expect(backupRecord(join(folder, 'nothing.db'), join(folder, 'two.db'))).rejects.toThrow(
    'There is no record at',
  )
  change(file, "update event set words = '{}' where position = 2")
  await expect(backupRecord(file, join(folder, 'two.db'))).rejects.toThrow('The record is damaged (words: 1)')
  expect(
    ['two.db', 'two.db.part', 'two.db.sha256', 'nothing.db'].filter((name) => existsSync(join(folder, name))),
  ).toEqual([])
})

describe('a restore', () => {
  beforeEach(async () => {
    const store = await filled()
    await backupRecord(file, to)
    await store.close()
  })

  test.each([
    ['whose checksum is missing', () => rmSync(checksumOf(to)), 'has no checksum beside it'],
    ['that was changed', () => change(to, "update event set actor = 'ben'"), 'its checksum differs'],
    [
      'that was cut short',
      () => writeFileSync(to, readFileSync(to).subarray(0, 9_000)),
      'its checksum differs',
    ],
    ['that is not there', () => rmSync(to), 'There is no file'],
  ])('of a backup %s is refused', async (_, harm, sentence) => {
    harm()
    const other = join(folder, 'restored.db')
    await expect(restoreRecord(to, other)).rejects.toThrow(sentence)
    expect(existsSync(other)).toBe(false)
  })

  test('over a record, or where one was, is refused and changes nothing', async () => {
    const before = readFileSync(file)
    await expect(restoreRecord(to, file)).rejects.toThrow(`move these away first: ${file} ${file}.marker`)
    expect(readFileSync(file)).toEqual(before)
    rmSync(file)
    await expect(restoreRecord(to, file)).rejects.toThrow(`move these away first: ${file}.marker`)
    renameSync(`${file}.marker`, join(folder, 'old.marker'))
    await restoreRecord(to, file)
    const store = await open()
    expect((await store.actions.list(everything)).count).toBe(2)
    await expect(restoreRecord(to, file)).rejects.toThrow('is in use')
    await store.close()
  })
})

describe('documents’ files', () => {
  let names: string[]
  let documentId: string
  beforeEach(async () => {
    const store = await filled()
    const one = await uploadAndAccept(store, harbour({ ref: '1' }), 'The first')
    const other = await uploadAndAccept(store, harbour({ ref: '1' }), 'The second')
    documentId = one.documentId
    names = [one.sha256, other.sha256]
    await store.close()
  })
  const inBackup = (backup: string, at = 0) => pathIn(filesOf(backup), names[at] ?? '')

  test('are in a backup and are restored with it', async () => {
    expect(await backupRecord(file, to)).toMatchObject({ files: 2, checked: { faults: [] } })
    expect(readFileSync(inBackup(to), 'utf8')).toBe('The first')
    expect((statSync(inBackup(to)).mode & 0o777).toString(8)).toBe('600')
    const [own, ...others] = readFileSync(checksumOf(to), 'utf8').trimEnd().split('\n')
    expect(own).toMatch(/^[0-9a-f]{64} {2}one\.db$/)
    expect(others).toEqual(
      names.toSorted().map((name) => `${name}  one.db.files/${name.slice(0, 2)}/${name}`),
    )
    expect((await checkRecord(to)).faults).toEqual([])

    const other = join(folder, 'restored.db')
    expect(await restoreRecord(to, other)).toMatchObject({ files: 2, checked: { faults: [] } })
    expect((await checkRecord(other)).faults).toEqual([])
    const restored = await open(other)
    expect(await restored.documents.get(documentId)).toMatchObject({ originalMissing: false })
    expect(await textOf(restored.files, names[0] ?? '')).toBe('The first')
    await restored.close()
  })

  test('that are the same in two backups are one file on the disk, and each backup is complete by itself', async () => {
    const second = join(folder, 'backups', 'two.db')
    await backupRecord(file, to)
    await backupRecord(file, second, to)
    expect(statSync(inBackup(second)).ino).toBe(statSync(inBackup(to)).ino)
    for (const each of [to, checksumOf(to), filesOf(to)]) rmSync(each, { recursive: true })
    expect(await restoreRecord(second, join(folder, 'restored.db'))).toMatchObject({ files: 2 })
  })

  test('that differ in an earlier backup are copied from the record', async () => {
    const second = join(folder, 'backups', 'two.db')
    await backupRecord(file, to)
    writeFileSync(inBackup(to), 'Another')
    expect(await backupRecord(file, second, to)).toMatchObject({ files: 2 })
    expect(readFileSync(inBackup(second), 'utf8')).toBe('The first')
  })

  test.each([
    ['is missing', (path: string) => rmSync(path), 'missing'],
    ['was changed', (path: string) => writeFileSync(path, 'The thirst'), 'changed'],
  ])('of which one %s are named by a check, and the others are backed up', async (_, harm, how) => {
    harm(pathIn(`${file}.files`, names[0] ?? ''))
    const fault = { check: 'files', found: 1, where: [`harbour.txt is ${how} (${names[0]})`] }
    expect((await checkRecord(file)).faults).toEqual([fault])
    expect(await backupRecord(file, to)).toMatchObject({
      files: 1,
      checked: { faults: [{ check: 'files' }] },
    })
    expect([existsSync(inBackup(to)), existsSync(inBackup(to, 1))]).toEqual([false, true])
    expect(await restoreRecord(to, join(folder, 'restored.db'))).toMatchObject({
      files: 1,
      checked: { faults: [{ check: 'files', found: 1 }] },
    })
  })

  test.each([
    ['is missing', () => rmSync(inBackup(to))],
    ['was changed', () => writeFileSync(inBackup(to), 'The thirst')],
    ['is missing with all others', () => rmSync(filesOf(to), { recursive: true })],
  ])('of which one %s in a backup prevent its restore', async (_, harm) => {
    await backupRecord(file, to)
    harm()
    expect((await checkRecord(to)).faults).toMatchObject([{ check: 'files' }])
    const other = join(folder, 'restored.db')
    await expect(restoreRecord(to, other)).rejects.toThrow('files are missing or changed')
    expect([existsSync(other), existsSync(`${other}.files`)]).toEqual([false, false])
  })

  test('of a backup that fails are not left', async () => {
    change(file, "update event set words = '{}' where position = 2")
    await expect(backupRecord(file, to)).rejects.toThrow('The record is damaged')
    expect(existsSync(filesOf(to))).toBe(false)
  })
})

describe('a check', () => {
  beforeEach(async () => {
    const store = await filled()
    await store.commands.run(
      'record-update',
      anUpdateOf((await actionAt(store, 'harbour/1')).id),
      by('ada', 5),
    )
    await store.close()
  })

  test('finds nothing wrong with an undamaged record', async () => {
    expect(await checkRecord(file)).toMatchObject({ plans: 1, actions: 2, leftOut: [], faults: [] })
  })

  test.each([
    [
      'words that were changed',
      "update event set words = replace(words, 'walks', 'talks') where words like '%walks%'",
      'words',
    ],
    ['an entry that is gone', 'delete from event where position = 2', 'positions'],
    ['a number missing in a stream', 'update event set stream_version = 9 where position = 2', 'positions'],
    [
      'a time before the previous one',
      "update event set recorded_at = '2020-01-01T00:00:00.000Z' where position = 3",
      'times',
    ],
    [
      'a version that ends before it begins',
      "update action_version set recorded_to = '2020-01-01T00:00:00.000Z' where recorded_to < '9999'",
      'times',
    ],
    [
      'a plan stored with another state',
      "update plan_version set state = replace(state, 'Harbour', 'Market')",
      'plans',
    ],
    [
      'an action stored with another state',
      "update content set body = replace(body, 'walks', 'talks') where body like '%walks%'",
      'actions',
    ],
    [
      'a missing rating',
      "delete from rating where version = (select max(version) from rating where recorded_to > '9999')",
      'ratings',
    ],
    ['a row of today with another level', "update action_now set level = 'red' where slug = '1'", 'today'],
    ['a row of today that is missing', "delete from action_now where slug = '1'", 'today'],
    [
      'an owner of today that is missing',
      'delete from owner_now where action_id = (select min(action_id) from owner_now)',
      'today',
    ],
    ['words that are not in the search index', 'delete from search_due', 'today'],
    ['a count that is wrong', 'update tally set actions = actions + 1', 'tallies'],
    ['a count of nothing', "insert into owner_tally values ('plan', 'party', 1)", 'tallies'],
    [
      'a reference to nothing',
      "pragma foreign_keys = off; insert into answers_for values ('ada', 'nobody')",
      'foreign-keys',
    ],
  ])('finds %s', async (_, statement, check) => {
    change(file, statement)
    expect((await checkRecord(file)).faults.map((fault) => fault.check)).toContain(check)
  })

  test('finds a page that was overwritten', async () => {
    const bytes = readFileSync(file)
    bytes.fill(0x5a, bytes.length - 5 * 4_096, bytes.length - 4_096)
    writeFileSync(file, bytes)
    expect((await checkRecord(file)).faults.map((fault) => fault.check)).toEqual(['integrity'])
  })
})
