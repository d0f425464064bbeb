import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore } from '../open.ts'
import { checkRecord } from '../record/check.ts'
import { at, by } from '../testing.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'beatbook-rebuild-'))
  file = join(folder, 'record.db')
})
afterEach(() => rmSync(folder, { recursive: true }))

let seconds = 0
const open = () =>
  openStore({ url: `sqlite:${file}`, thread: false, now: () => at(++seconds), today: () => '2026-11-20' })

test('a force that an earlier version stored without its columns is rebuilt, as known at each instant', async () => {
  const store = await open()
  const name = (words: string, second: number) =>
    store.commands.run(
      'name-force',
      { commandId: words, name: words, from: '2026-01-01', seen: {} },
      by('ada', second),
    )
  expect(await name('Bridewell Police', 1)).toMatchObject({ ok: true })
  const known = at(1)
  expect(await name('Arden Vale Police', 30)).toMatchObject({ ok: true })
  const before = [
    await store.aggregates.list('area'),
    await store.aggregates.list('area', { knownAt: known }),
  ]
  await store.close()

  const database = new DatabaseSync(file)
  const states = database.prepare('select version, state from aggregate_version').all()
  expect(states.length).toBeGreaterThan(1)
  for (const { version, state } of states) {
    const { settings, touched, ...rest } = JSON.parse(String(state))
    const { columns: _, ...earlier } = settings
    const { columns: __, ...versions } = touched
    database
      .prepare('update aggregate_version set state = ? where version = ?')
      .run(JSON.stringify({ ...rest, settings: earlier, touched: versions }), Number(version))
  }
  database.exec('update projection set version = version - 1')
  database.close()

  const again = await open()
  expect([
    await again.aggregates.list('area'),
    await again.aggregates.list('area', { knownAt: known }),
  ]).toEqual(before)
  expect(before[0]).toMatchObject([{ name: 'Arden Vale Police', settings: { columns: [] } }])
  expect(before[1]).toMatchObject([{ name: 'Bridewell Police', settings: { columns: [] } }])
  await again.close()
  expect((await checkRecord(file)).faults).toEqual([])
})
