import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
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

/** Backups whose files are written here, `SECOND` by second; what they hold is the store's to test. */
const started = (given: Partial<BackupOptions> = {}) => {
  const logged: string[] = []
  const log = {
    info: (_: object, message: string) => void logged.push(message),
    error: (_: object, message: string) => void logged.push(message),
  }
  const backup = async (to: string): Promise<Backup> => {
    for (const each of [to, `${to}.sha256`]) writeFileSync(each, 'a record')
    return {
      file: to,
      sha256: '',
      bytes: 8,
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
  const backups = startBackups({
    folder,
    hours: SECOND / 20,
    keep: 3,
    backup,
    now: () => new Date().toISOString(),
    log,
    ...given,
  })
  return { ...backups, logged }
}
const own = () => readdirSync(folder).filter((name) => name.startsWith('beatbook-2') && name.endsWith('.db'))

test('the newest are left, with their checksums, and nobody else’s files are touched', async () => {
  for (const name of [
    'beatbook-by-hand.db',
    'notes.txt',
    'beatbook-2020-01-01T00-00-00-000Z.db',
    'beatbook-2026-01-01T00-00-00-000Z.db.part',
  ])
    writeFileSync(join(folder, name), 'x')
  const backups = started()
  await until(() => own().length === 3 && !own().includes('beatbook-2020-01-01T00-00-00-000Z.db'))
  const [oldest] = own()
  await until(() => !own().includes(oldest ?? ''))
  backups.close()
  const names = readdirSync(folder)
  expect(names).toEqual(expect.arrayContaining(['beatbook-by-hand.db', 'notes.txt']))
  expect(names.filter((name) => name.endsWith('.part'))).toEqual([])
  expect(names.filter((name) => name.endsWith('.sha256'))).toEqual(own().map((name) => `${name}.sha256`))
  expect(backups.last()).toMatchObject({
    failure: null,
    newest: expect.stringMatching(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
  })
})

test('one that fails is told, deletes nothing, and is tried again', async () => {
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

test('a server makes them by itself while it serves, says so, and each restores', async () => {
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
