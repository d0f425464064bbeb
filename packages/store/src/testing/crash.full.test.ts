import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { RefusalError } from '@beatbook/domain'
import { expect, test } from 'vitest'
import { openStore } from '../open.ts'
import { checkServerRecord } from '../record/check.ts'
import { accept, actionAt, anId, anUpdateOf, at, by, harbour, serverForms } from '../testing.ts'
import { clusterUrl, makeCluster, startCluster, stopCluster } from './cluster.ts'

test.each(serverForms)('a record $form has all that it acknowledged after the server crashed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'beatbook-crash-'))
  const files = join(folder, 'files')
  makeCluster(folder)
  startCluster(folder)
  const store = await openStore({ url: clusterUrl(folder), files, now: () => at(0) })
  await accept(store, harbour({ ref: '1' }, { ref: '2' }))
  const { id } = await actionAt(store, 'harbour/1')
  const acknowledged: string[] = []
  let crashes = 0
  const writer = async () => {
    while (crashes < 3) {
      const updateId = anId()
      const update = anUpdateOf(id, { updateId })
      const outcome = await store.commands.run('record-update', update, by('ada')).catch((error) => error)
      if (outcome.ok) acknowledged.push(updateId)
      else {
        expect(outcome instanceof RefusalError && outcome.refusal.code).toBe('storage-busy')
        await wait(20)
      }
    }
  }
  const crashing = async () => {
    for (; crashes < 3; crashes++) {
      const before = acknowledged.length
      while (acknowledged.length < before + 20) await wait(10)
      stopCluster(folder)
      startCluster(folder)
    }
  }
  await Promise.all([writer(), writer(), writer(), crashing()])
  const history = await store.actions.history('harbour/1')
  const stored = new Set(history.ok ? history.value.map((entry) => entry.updateId) : [])
  expect(acknowledged.filter((updateId) => !stored.has(updateId))).toEqual([])
  expect((await checkServerRecord(clusterUrl(folder), files)).faults).toEqual([])
  await store.close()
  stopCluster(folder)
  rmSync(folder, { recursive: true, force: true })
})
