import type { Change } from '@beatbook/contract'
import { expect, test } from 'vitest'
import { createChangeFeed, subscriberLimits } from './feed.ts'

const never = new AbortController().signal

const aFeed = (run = 'run') => {
  const listeners = new Set<(change: Change) => void>()
  const onChange = (listener: (change: Change) => void) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }
  const feed = createChangeFeed({ onChange }, run)
  const commit = (position: number, actions: string[] = ['action']) => {
    for (const listener of listeners)
      listener({ position, recordedAt: '2026-11-21T09:00:00.000Z', plans: ['plan'], actions, others: [] })
  }
  return { feed, commit, listeners }
}

test('a waiting subscriber gets the next change', async () => {
  const { feed, commit } = aFeed()
  const next = feed.after(feed.start(null).at, never)
  commit(7)
  expect(await next).toEqual([
    { at: 1, change: { position: 7, plans: ['plan'], actions: ['action'], others: [], everything: false } },
  ])
})

test('a subscriber that reconnects gets what it missed, in order', async () => {
  const { feed, commit } = aFeed()
  commit(1)
  const seen = feed.idOf(feed.start(null).at)
  commit(2)
  commit(3)
  const { at, missed } = feed.start(seen)
  expect(missed).toBe(false)
  expect((await feed.after(at, never))?.map(({ change }) => change.position)).toEqual([2, 3])
})

test.each(['another.1', 'run.99', 'run.-1', 'run.x', 'nonsense', ''])(
  'a subscriber that reconnects with %j reloads everything',
  (id) => {
    const { feed, commit } = aFeed()
    commit(1)
    expect(feed.start(id)).toEqual({ at: 1, missed: true })
  },
)

test('a subscriber away for longer than changes are buffered reloads everything', () => {
  const { feed, commit } = aFeed()
  const seen = feed.idOf(feed.start(null).at)
  for (let position = 1; position <= 1_001; position++) commit(position)
  expect(feed.start(seen)).toEqual({ at: 1_001, missed: true })
})

test('a subscriber that is slower than the changes has to reload everything', async () => {
  const { feed, commit } = aFeed()
  const { at } = feed.start(null)
  for (let position = 1; position <= 1_001; position++) commit(position)
  expect(await feed.after(at, never)).toEqual([
    { at: 1_001, change: { position: 1_001, plans: [], actions: [], others: [], everything: true } },
  ])
})

test('a change of very many actions lists only its plans', async () => {
  const { feed, commit } = aFeed()
  commit(
    1,
    Array.from({ length: 501 }, (_, index) => String(index)),
  )
  expect(await feed.after(0, never)).toEqual([
    { at: 1, change: { position: 1, plans: ['plan'], actions: [], others: [], everything: true } },
  ])
})

test('waiting ends when the subscriber leaves', async () => {
  const { feed } = aFeed()
  const going = new AbortController()
  const next = feed.after(0, going.signal)
  going.abort()
  expect(await next).toBeNull()
})

test('waiting ends when the feed closes, and it stops listening', async () => {
  const { feed, listeners } = aFeed()
  const next = feed.after(0, never)
  feed.close()
  expect(await next).toBeNull()
  expect(listeners.size).toBe(0)
})

test('subscribers are limited per person and in total, and one that leaves frees one place once', () => {
  const { feed } = aFeed()
  const own = Array.from({ length: subscriberLimits.each }, () => feed.join('ada'))
  expect([own.every((leave) => leave !== null), feed.join('ada')]).toEqual([true, null])
  own[0]?.()
  own[0]?.()
  expect([feed.join('ada') !== null, feed.join('ada')]).toEqual([true, null])
  for (let n = subscriberLimits.each; n < subscriberLimits.all; n++)
    expect(feed.join(`person ${n}`)).not.toBeNull()
  expect(feed.join('one more')).toBeNull()
})
