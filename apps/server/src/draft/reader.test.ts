import { setTimeout as wait } from 'node:timers/promises'
import type { Draft } from '@beatbook/domain'
import { afterEach, expect, test } from 'vitest'
import { documentLimits } from '../work/limits.ts'
import { createReader, type Reader } from './reader.ts'

let reader: Reader
afterEach(() => reader.close())

const aReader = (seconds: number, megabytes = 256) => {
  reader = createReader(
    documentLimits({ WORKERS: 2, WORKER_MEGABYTES: megabytes, READ_SECONDS: seconds, QUESTION_SECONDS: 20 }),
  )
  return reader
}

const rows = (count: number) => {
  const lines = Array.from(
    { length: count },
    (_, index) => `${index + 1}\tWalk beat ${index + 1} twice a week\tTeam ${index % 9}\tOct 26\tA`,
  )
  return new TextEncoder().encode(
    `Bridewell Delivery Plan\nRef\tAction\tOwner\tTimescale\tRAG\n${lines.join('\n')}\n`,
  )
}

test('a document is read into bytes, with the contents that lists show', async () => {
  const read = await aReader(20).read(
    { name: 'plan.txt', bytes: rows(3), today: '2026-11-20' },
    { person: 'a' },
  ).done
  if (!read.ok) throw new Error(JSON.stringify(read.error))
  const { name, json, contents } = read.value
  expect([name, contents]).toMatchObject([
    'plan.txt',
    { plans: [{ title: 'Bridewell Delivery Plan', actions: 3 }], tables: 0 },
  ])
  const draft = JSON.parse(new TextDecoder().decode(json)) as Draft
  expect(draft.plans[0]?.sections[0]?.actions.map((action) => action.ref)).toEqual(['1', '2', '3'])
})

test('reading a document stops at its time limit', async () => {
  const read = aReader(0.05).read(
    { name: 'plan.txt', bytes: rows(9_000), today: '2026-11-20' },
    { person: 'a' },
  )
  expect(await read.done).toEqual({
    ok: false,
    error: {
      because: 'document',
      failure: { code: 'time-limit', args: { name: 'plan.txt', seconds: 0.05 } },
    },
  })
})

test('a document that exceeds the memory limit is too large', async () => {
  const read = aReader(60, 64).read(
    { name: 'plan.txt', bytes: rows(11_900), today: '2026-11-20' },
    { person: 'a' },
  )
  expect(await read.done).toEqual({
    ok: false,
    error: { because: 'document', failure: { code: 'too-large', args: { name: 'plan.txt', megabytes: 64 } } },
  })
})

test('more documents than can be read at once are queued', async () => {
  const { read } = aReader(60)
  const drafts = await Promise.all(
    Array.from(
      { length: 5 },
      (_, index) =>
        read({ name: `plan-${index}.txt`, bytes: rows(2), today: '2026-11-20' }, { person: `${index % 2}` })
          .done,
    ),
  )
  expect(drafts.map((draft) => draft.ok)).toEqual([true, true, true, true, true])
})

test('nobody waits for the large documents of others', async () => {
  const { read } = aReader(60)
  const large = ['a', 'b', 'a', 'b'].map((person) =>
    read({ name: 'large.txt', bytes: rows(9_000), today: '2026-11-20' }, { person }),
  )
  while (large[0]?.state().state === 'waiting') await wait(10)
  expect(
    (await read({ name: 'small.txt', bytes: rows(1), today: '2026-11-20' }, { person: 'c' }).done).ok,
  ).toBe(true)
  expect(large.slice(1).every((reading) => reading.state().state !== 'over')).toBe(true)
})
