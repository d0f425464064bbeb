import {
  chmodSync,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openStore, type Store } from '../open.ts'
import { accept, actionAt, anUpdateOf, at, by, everything, harbour } from '../testing.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'beatbook-'))
  file = join(folder, 'record.db')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const open = (path = file): Promise<Store> =>
  openStore({ url: `sqlite:${path}`, now: () => at(0), thread: false })
const opens = (path = file): Promise<string> =>
  open(path).then(
    async (store) => {
      const { count } = await store.actions.list(everything)
      await store.close()
      return `opened with ${count} actions`
    },
    (error: Error) => error.message,
  )

/** Fills a record and leaves it as a killed server does: a copy of its files, including the WAL. */
const killed = async (): Promise<void> => {
  const store = await open()
  await accept(store, harbour({ ref: '1' }, { ref: '2' }))
  const there = join(folder, 'as-it-stood')
  mkdirSync(there)
  for (const each of ['', '-wal', '.marker']) copyFileSync(file + each, join(there, `record.db${each}`))
  await store.close()
  file = join(there, 'record.db')
}

describe('a record never opens empty or older than it was', () => {
  test('what a killed server leaves opens completely', async () => {
    await killed()
    expect(await opens()).toBe('opened with 2 actions')
  })

  test.each([
    [
      'the database is gone',
      () => rmSync(file),
      'is missing or empty, but its marker says that it held a record up to entry',
    ],
    [
      'the database is empty',
      () => writeFileSync(file, ''),
      'is missing or empty, but its marker says that it held a record up to entry',
    ],
    ['the log is gone', () => rmSync(`${file}-wal`), 'it is an older copy, or its log'],
    ['the log is empty', () => writeFileSync(`${file}-wal`, ''), 'it is an older copy, or its log'],
    ['the marker cannot be read', () => writeFileSync(`${file}.marker`, '{'), 'cannot be read'],
    [
      'the database is gone with its marker',
      () => [file, `${file}.marker`].map((each) => rmSync(each)),
      'is missing or empty, but',
    ],
    [
      'the log is gone with the marker',
      () => [`${file}-wal`, `${file}.marker`].map((each) => rmSync(each)),
      'was copied or moved while a server had it open',
    ],
  ])('where %s, it is not opened', async (_, harm, sentence) => {
    await killed()
    harm()
    const before = existsSync(file) ? readFileSync(file) : null
    expect(await opens()).toContain(sentence)
    expect(await opens()).toMatch(/restore a backup|move the log away|then move the marker away/i)
    expect(existsSync(file) ? readFileSync(file) : null).toEqual(before)
  })

  test('a copy of the database alone, made while it is open, is not opened', async () => {
    const store = await open()
    await accept(store, harbour({ ref: '1' }, { ref: '2' }))
    const copy = join(folder, 'copy.db')
    copyFileSync(file, copy)
    expect(await opens(copy)).toContain('was copied or moved while a server had it open')
    await store.close()
  })

  test('a copy made while it is closed is opened, and has a marker of its own', async () => {
    const store = await open()
    await accept(store, harbour({ ref: '1' }, { ref: '2' }))
    await store.close()
    const copy = join(folder, 'copy.db')
    copyFileSync(file, copy)
    expect(await opens(copy)).toBe('opened with 2 actions')
    expect(readFileSync(`${copy}.marker`, 'utf8')).toBe(readFileSync(`${file}.marker`, 'utf8'))
  })

  test('an older copy or another record beside the marker is not opened; without the marker it is', async () => {
    const store = await open()
    const { position } = await accept(store, harbour({ ref: '1' }, { ref: '2' }))
    await store.close()
    copyFileSync(file, join(folder, 'older.db'))
    const again = await open()
    await again.commands.run('record-update', anUpdateOf((await actionAt(again, 'harbour/1')).id), by('ada'))
    await again.close()

    copyFileSync(join(folder, 'older.db'), file)
    expect(await opens()).toContain(
      `ends at entry ${position}, but its marker says that it held entry ${position + 1}`,
    )
    const other = join(folder, 'other.db')
    await (await open(other)).close()
    copyFileSync(other, file)
    expect(await opens()).toContain('is another record than the one its marker names')
    rmSync(`${file}.marker`)
    expect(await opens()).toBe('opened with 0 actions')
  })

  test('the marker includes every acknowledged entry', async () => {
    const store = await open()
    const { position } = await accept(store, harbour({ ref: '1' }, { ref: '2' }))
    expect(JSON.parse(readFileSync(`${file}.marker`, 'utf8'))).toMatchObject({ v: 1, position })
    await store.close()
    expect(JSON.parse(readFileSync(`${file}.marker`, 'utf8'))).toMatchObject({ v: 1, position })
  })
})

describe('one server has a record', () => {
  test('a second one is refused, whatever path it uses, until the first has closed', async () => {
    const store = await open()
    const link = join(folder, 'link.db')
    symlinkSync(file, link)
    symlinkSync(folder, join(folder, 'way'))
    for (const path of [file, link, join(folder, 'way', 'record.db'), join(folder, '.', 'record.db')])
      expect(await opens(path)).toContain('is in use: another')
    await store.close()
    expect(await opens()).toBe('opened with 0 actions')
  })

  test('a file with two names is not opened', async () => {
    await (await open()).close()
    linkSync(file, join(folder, 'hard.db'))
    expect(await opens()).toContain('has a second name')
  })
})

test('all files of a record are accessible to their owner only, including those that were not', async () => {
  await (await open()).close()
  for (const each of [file, `${file}.marker`, `${file}.lock`]) chmodSync(each, 0o644)
  const store = await open()
  await accept(store, harbour({ ref: '1' }, { ref: '2' }))
  const modes = ['', '-wal', '-shm', '.marker', '.lock'].map((each) => [
    each,
    (statSync(file + each).mode & 0o777).toString(8),
  ])
  expect(modes).toEqual(modes.map(([each]) => [each, '600']))
  await store.close()
})

test('a folder that cannot be created is an immediate error', async () => {
  await expect(open('/proc/nothing/record.db')).rejects.toThrow('ENOENT')
})

test('a database with a WAL and no tables is not treated as a new one', async () => {
  const database = new DatabaseSync(file)
  database.exec('pragma journal_mode = wal')
  database.close()
  expect(await opens()).toContain('holds nothing by itself')
})
