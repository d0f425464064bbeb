import { randomUUIDv7 as anId } from 'node:crypto'
import type { Client, LiveChange } from '@beatbook/api/client'
import { expect, test } from 'vitest'
import { aColleague, aServer, post, setUp } from '../testing/server.ts'

/** Subscribes to a client's changes; `next` resolves with each of them. */
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
  const next = () =>
    new Promise<LiveChange>((resolve) =>
      heard[0] ? resolve(heard.shift() as LiveChange) : waiting.push(resolve),
    )
  return { next, stop: () => subscription.unsubscribe() }
}

test('a change made by one client arrives at another', async () => {
  const server = await aServer()
  const { client } = await setUp(server.url, { sample: true })
  const window = follow(client)
  expect(await window.next()).toMatchObject({ plans: [], actions: [], others: [], everything: false })
  const action = await client.actions.get.query({ address: 'charter/1' })
  const { position } = await client.commands.recordUpdate.mutate({
    commandId: anId(),
    actionId: action.id,
    updateId: anId(),
    text: 'Two walks a week',
  })
  expect(await window.next()).toEqual({
    position,
    plans: [action.planId],
    actions: [action.id],
    others: [],
    everything: false,
  })
  window.stop()
  await server.stop()
})

test('a server stops cleanly while subscribers are connected, and they reconnect to the next one', async () => {
  const first = await aServer()
  const { client } = await setUp(first.url, { sample: true })
  const window = follow(client)
  await window.next()
  const began = performance.now()
  await first.stop({ keep: true })
  expect(performance.now() - began).toBeLessThan(4_000)

  const second = await aServer({
    PORT: new URL(first.url).port,
    DATABASE_URL: `sqlite:${first.folder}/record.db`,
  })
  expect(second.setUpLink).toBeNull()
  expect(await window.next()).toMatchObject({ others: [], everything: true })
  window.stop()
  await second.stop()
})

/**
 * Subscribes as the person in the headers, as a stream of text; `end` resolves with all of it once the server
 * has ended it.
 */
const open = async (url: string, headers: Record<string, string>) => {
  const leaving = new AbortController()
  const answer = await fetch(`${url}/trpc/live.changes`, {
    headers: { ...headers, accept: 'text/event-stream' },
    signal: leaving.signal,
  })
  const reader = (answer.body as ReadableStream<Uint8Array>).getReader()
  const first = new TextDecoder().decode((await reader.read()).value)
  const end = (async () => {
    let text = ''
    for (let part = await reader.read(); !part.done; part = await reader.read())
      text += new TextDecoder().decode(part.value)
    return text
  })()
  end.catch(() => undefined)
  return { first, end, leave: () => leaving.abort() }
}
const until = async (holds: () => Promise<boolean>) => {
  for (let n = 0; n < 100 && !(await holds()); n++) await new Promise((resolve) => setTimeout(resolve, 100))
}

test('a person has at most twenty subscribers: one more is refused, and one that closes frees its place', async () => {
  const lines: string[] = []
  const server = await aServer({ LOG_LEVEL: 'info' }, { lines: { write: (line) => void lines.push(line) } })
  const administrator = await setUp(server.url)
  const reader = await aColleague(server.url, administrator, 'reader')
  const windows = await Promise.all(Array.from({ length: 25 }, () => open(server.url, reader.headers)))
  const refused = windows.filter(({ first }) => first.includes('too-many-at-once'))
  expect(refused).toHaveLength(5)
  expect((await open(server.url, administrator.headers)).first).not.toContain('too-many-at-once')
  windows.find(({ first }) => !first.includes('too-many-at-once'))?.leave()
  let again = ''
  await until(async () => {
    again = (await open(server.url, reader.headers)).first
    return !again.includes('too-many-at-once')
  })
  expect(again).toContain('connected')
  await server.stop()
  // Refused and ended subscribers are not logged as errors of the server.
  const logged = lines.map(
    (line) =>
      JSON.parse(line) as { level: number; event?: string; limit?: string; at?: string; person?: string },
  )
  expect(logged.filter(({ level }) => level >= 40)).toEqual([])
  expect(logged.filter(({ event }) => event === 'limit-reached')).toMatchObject([
    { limit: 'at-once', at: 'live.changes', person: reader.id },
  ])
}, 60_000)

test('a subscriber is ended within seconds of its session, or of the removal of the person', async () => {
  const server = await aServer()
  const administrator = await setUp(server.url)
  const reader = await aColleague(server.url, administrator, 'reader')
  const editor = await aColleague(server.url, administrator, 'editor')
  const [first, second, third] = await Promise.all(
    [reader, editor, administrator].map(({ headers }) => open(server.url, headers)),
  )
  await post(`${server.url}/api/auth/sign-out`, {}, reader.headers)
  await administrator.client.people.remove.mutate({ id: editor.id })
  const began = performance.now()
  expect(await first?.end).toContain('not-signed-in')
  expect(await second?.end).toContain('not-signed-in')
  expect(performance.now() - began).toBeLessThan(15_000)
  expect(await Promise.race([third?.end, new Promise((resolve) => setTimeout(resolve, 500, 'open'))])).toBe(
    'open',
  )
  await server.stop()
}, 60_000)
