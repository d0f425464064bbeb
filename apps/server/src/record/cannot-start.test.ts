import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readSettings } from '../setting/settings.ts'
import { start } from '../start.ts'
import { aServer, setUp } from '../testing/server.ts'
import { cannotStartWords } from './cannot-start.ts'

const folder = mkdtempSync(join(tmpdir(), 'beatbook-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('a truncated database is reported, with the newest backup where one is known', async () => {
  const server = await aServer()
  await setUp(server.url)
  await server.stop({ keep: true })
  const file = join(server.folder, 'record.db')
  truncateSync(file, 40_000)
  const backups = join(folder, 'backups')
  mkdirSync(backups)
  const wordsOf = async (given: Record<string, string>) => {
    const settings = readSettings({
      PORT: '0',
      LOG_LEVEL: 'silent',
      DATABASE_URL: `sqlite:${file}`,
      ...given,
    })
    if (!settings.ok) throw new Error(settings.error)
    const error: unknown = await start(settings.value).then(
      () => null,
      (error: unknown) => error,
    )
    return cannotStartWords(error, settings.value)
  }
  const cutShort = new RegExp(
    `^The database ${file} was cut short: its last \\d+ bytes are missing\\. Move it away, then restore a backup`,
  )
  expect(await wordsOf({})).toMatch(cutShort)
  expect(await wordsOf({ BACKUP_FOLDER: backups })).toMatch(cutShort)
  for (const day of ['2026-11-19', '2026-11-20'])
    writeFileSync(join(backups, `beatbook-${day}T03-00-00-000Z.db`), '')
  expect(await wordsOf({ BACKUP_FOLDER: backups })).toContain(
    `The newest backup is ${join(backups, 'beatbook-2026-11-20T03-00-00-000Z.db')}`,
  )
  rmSync(server.folder, { recursive: true })
}, 60_000)
