import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Backup } from '@beatbook/store'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { aServer, setUp } from '../testing/server.ts'
import { type BackupOptions, startBackups } from './backups.ts'
import { runCommand } from './commands.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'beatbook-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 10))
}
const SECOND = 1 / 3_600

/** The result of a backup. */
const made = async (to: string): Promise<Backup> => {
  for (const each of [to, `${to}.sha256`]) writeFileSync(each, 'a record')
  return {
    file: to,
    sha256: '',
    bytes: 8,
    files: 0,
    checked: {
      record: null,
      position: 0,
      events: 0,
      plans: 0,
      actions: 0,
      waiting: 0,
      leftOut: [],
      faults: [],
    },
  }
}

/** Backups with fake files, `SECOND` apart; the store tests their content. */
const started = (given: Partial<BackupOptions> = {}) => {
  const logged: string[] = []
  const log = {
    info: (_: object, message: string) => void logged.push(message),
    error: (_: object, message: string) => void logged.push(message),
  }
  const backups = startBackups({
    folder,
    hours: SECOND / 20,
    keep: 3,
    backup: made,
    now: () => new Date().toISOString(),
    log,
    ...given,
  })
  return { ...backups, logged }
}
const own = () => readdirSync(folder).filter((name) => name.startsWith('beatbook-2') && name.endsWith('.db'))

test('the newest are retained, with their checksums, and other files are not touched', async () => {
  for (const name of [
    'beatbook-by-hand.db',
    'notes.txt',
    'beatbook-2020-01-01T00-00-00-000Z.db',
    'beatbook-2026-01-01T00-00-00-000Z.db.part',
  ])
    writeFileSync(join(folder, name), 'x')
  // Files of an interrupted backup, of the one that exceeds the limit, and of somebody else.
  for (const name of [
    'beatbook-2026-01-01T00-00-00-000Z.db.files',
    'beatbook-2020-01-01T00-00-00-000Z.db.files',
    'beatbook-by-hand.db.files',
  ])
    mkdirSync(join(folder, name, 'ab'), { recursive: true })
  const backups = started()
  await until(() => own().length === 3 && !own().includes('beatbook-2020-01-01T00-00-00-000Z.db'))
  const [oldest] = own()
  await until(() => !own().includes(oldest ?? ''))
  backups.close()
  const names = readdirSync(folder)
  expect(names).toEqual(expect.arrayContaining(['beatbook-by-hand.db', 'notes.txt']))
  expect(names.filter((name) => name.endsWith('.part'))).toEqual([])
  expect(names.filter((name) => name.endsWith('.files'))).toEqual(['beatbook-by-hand.db.files'])
  expect(names.filter((name) => name.endsWith('.sha256'))).toEqual(own().map((name) => `${name}.sha256`))
  expect(backups.last()).toMatchObject({
    failure: null,
    newest: expect.stringMatching(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
  })
})

test('each gets the previous one, whose files it may share', async () => {
  const shared: (string | null)[] = []
  const backups = started({
    backup: async (to, sharing) => {
      shared.push(sharing)
      return made(to)
    },
  })
  await until(() => shared.length > 2)
  backups.close()
  expect(shared[0]).toBeNull()
  for (const sharing of shared.slice(1, 3)) expect(sharing).toMatch(/^.*\/beatbook-2.*\.db$/)
  expect(new Set(shared).size).toBe(shared.length)
})

test('one that fails is reported, deletes nothing, and is retried', async () => {
  let tries = 0
  const backup = async () => {
    tries += 1
    throw Object.assign(new Error('no space'), { code: 'ENOSPC', path: '/backups' })
  }
  for (const day of [1, 2, 3, 4])
    writeFileSync(join(folder, `beatbook-2020-01-0${day}T00-00-00-000Z.db`), 'x')
  const backups = started({ backup })
  await until(() => tries > 1)
  backups.close()
  expect(own()).toHaveLength(4)
  expect(backups.last()).toMatchObject({
    newest: '2020-01-04T00:00:00.000Z',
    failure: { sentence: expect.stringContaining('no space left') },
  })
  expect(backups.logged).toContain('no backup could be made')
})

test('a running server makes them automatically and reports them, and each can be restored', async () => {
  const server = await aServer({ BACKUP_FOLDER: folder, BACKUP_HOURS: '0.01', BACKUP_KEEP: '2' })
  await setUp(server.url)
  const ready = async () =>
    (await (await fetch(`${server.url}/ready`)).json()) as {
      backup: { newest: string | null; failedAt: string | null }
    }
  expect((await ready()).backup).toEqual({ newest: null, ageHours: null, failedAt: null })
  await until(async () => (await ready()).backup.newest !== null)
  const [name = ''] = own()
  const restored = await runCommand(
    ['restore', name],
    { DATABASE_URL: `sqlite:${join(folder, 'restored.db')}` },
    folder,
  )
  expect(restored).toMatchObject({ code: 0, error: '' })
  await server.stop()
}, 120_000)
