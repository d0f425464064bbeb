import { expect, test } from 'vitest'
import { createReader } from './reader.ts'

const rows = (count: number) => {
  const lines = Array.from({ length: count }, (_, index) => `${index + 1}\tWalk beat ${index + 1} twice a week\tTeam ${index % 9}\tOct 26\tA`)
  return new TextEncoder().encode(`Bridewell Delivery Plan\nRef\tAction\tOwner\tTimescale\tRAG\n${lines.join('\n')}\n`)
}

test('a document that takes longer than its time is given up', async () => {
  const read = createReader(0.001)
  expect(await read({ name: 'plan.txt', bytes: rows(2_000) })).toEqual({ ok: false, error: { code: 'time-limit', args: { name: 'plan.txt', seconds: 0.001 } } })
})

test('more documents than can be read at once wait their turn', async () => {
  const read = createReader(60)
  const drafts = await Promise.all(Array.from({ length: 5 }, (_, index) => read({ name: `plan-${index}.txt`, bytes: rows(2) })))
  expect(drafts.map((draft) => draft.ok)).toEqual([true, true, true, true, true])
})
