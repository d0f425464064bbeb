import { randomUUIDv7 as anId } from 'node:crypto'
import type { Client, LiveChange } from '@beatbook/api/client'
import { expect, test } from 'vitest'
import { aServer, setUp } from '../testing/server.ts'

/** Follows a client's changes; `next` gives each as it comes. */
const follow = (client: Client) => {
  const heard: LiveChange[] = []
  const waiting: ((change: LiveChange) => void)[] = []
  const subscription = client.live.changes.subscribe(
    {},
    {
      onData: ({ data }) => {
        const waiter = waiting.shift()
        if (waiter) waiter(data)
        else heard.push(data)
      },
    },
  )
  const next = () => new Promise<LiveChange>((resolve) => (heard[0] ? resolve(heard.shift() as LiveChange) : waiting.push(resolve)))
  return { next, stop: () => subscription.unsubscribe() }
}

test('a change made in one window arrives in another', async () => {
  const server = await aServer()
  const { client } = await setUp(server.url, { sample: true })
  const window = follow(client)
  expect(await window.next()).toMatchObject({ plans: [], actions: [], everything: false })
  const action = await client.actions.get.query({ address: 'charter/1' })
  const { position } = await client.commands.recordUpdate.mutate({ commandId: anId(), actionId: action.id, updateId: anId(), text: 'Two walks a week' })
  expect(await window.next()).toEqual({ position, plans: [action.planId], actions: [action.id], everything: false })
  window.stop()
  await server.stop()
})

test('a server stops cleanly while windows are open, and they come back to the next one', async () => {
  const first = await aServer()
  const { client } = await setUp(first.url, { sample: true })
  const window = follow(client)
  await window.next()
  const began = performance.now()
  await first.stop({ keep: true })
  expect(performance.now() - began).toBeLessThan(4_000)

  const second = await aServer({ PORT: new URL(first.url).port, DATABASE_URL: `sqlite:${first.folder}/record.db` })
  expect(second.setUpLink).toBeNull()
  expect(await window.next()).toMatchObject({ everything: true })
  window.stop()
  await second.stop()
})
