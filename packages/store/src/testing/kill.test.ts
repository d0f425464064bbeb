import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { openStore } from '../open.ts'
import { accept, actionAt, at, harbour } from '../testing.ts'
import { canStartCluster, freshDatabase } from './cluster.ts'

test.each([
  [
    'a file',
    async (folder: string) => ({ url: `sqlite:${join(folder, 'record.db')}`, drop: async () => {} }),
  ],
  ...(canStartCluster() ? [['PostgreSQL', freshDatabase] as const] : []),
] as const)(
  'every acknowledged update exists after kill -9, and the record in %s can be used again',
  async (_, made) => {
    const folder = mkdtempSync(join(tmpdir(), 'beatbook-'))
    const { url, drop } = await made(folder)
    const files = join(folder, 'files')
    const store = await openStore({ url, files, now: () => at(0) })
    await accept(store, harbour({ ref: '1' }, { ref: '2' }))
    const { id } = await actionAt(store, 'harbour/1')
    await store.close()

    const child = spawn(
      process.execPath,
      [fileURLToPath(new URL('./write-until-killed.ts', import.meta.url)), url, files, id],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    const acknowledged: string[] = []
    for await (const line of createInterface(child.stdout)) {
      acknowledged.push(line)
      if (acknowledged.length === 60) child.kill('SIGKILL')
    }
    expect(acknowledged.length).toBeGreaterThanOrEqual(60)

    const again = await openStore({ url, files, now: () => at(0) })
    const history = await again.actions.history('harbour/1')
    const stored = new Set(history.ok ? history.value.map((entry) => entry.updateId) : [])
    expect(acknowledged.filter((update) => !stored.has(update))).toEqual([])
    expect((await actionAt(again, 'harbour/1')).updates).toBe(stored.size - 1)
    await again.close()
    await drop()
    rmSync(folder, { recursive: true })
  },
)
