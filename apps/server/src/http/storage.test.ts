import { randomUUIDv7 as anId } from 'node:crypto'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { refusalIn } from '@beatbook/api/client'
import { expect, test } from 'vitest'
import { aServer, password, post, setUp } from '../testing/server.ts'

test('while another program locks the record, every kind of write is quickly refused, and reads work', async () => {
  const server = await aServer()
  const { client, headers } = await setUp(server.url)
  const other = new DatabaseSync(join(server.folder, 'record.db'))
  other.exec('begin immediate')
  const busy = { code: 'storage-busy', args: { seconds: 2 } }

  const update = { commandId: anId(), actionId: anId(), updateId: anId(), text: 'Two walks a week' }
  const began = performance.now()
  const command = await client.commands.recordUpdate.mutate(update).catch(refusalIn)
  expect(command).toEqual(busy)
  expect(performance.now() - began).toBeLessThan(4_000)

  const upload = await fetch(`${server.url}/api/drafts?name=plan.csv`, {
    method: 'POST',
    headers,
    body: 'Harbour Delivery Plan\n\nRef,Action,Owner,Timescale\n1,Walk the quay,Harbour Team,by June 2027\n2,Count the boats,Harbour Team,by June 2027\n',
  })
  expect([upload.status, upload.headers.get('retry-after'), await upload.json()]).toEqual([
    503,
    '2',
    { error: busy },
  ])
  const signIn = await post(`${server.url}/api/auth/sign-in/email`, { email: 'admin@example.org', password })
  expect([signIn.status, signIn.headers.get('retry-after'), await signIn.json()]).toEqual([
    503,
    '2',
    { error: busy },
  ])
  expect(await client.plans.list.query()).toEqual([])

  other.exec('rollback')
  other.close()
  expect(await client.commands.recordUpdate.mutate(update).catch(refusalIn)).toMatchObject({
    code: 'not-found',
  })
  await server.stop()
})
