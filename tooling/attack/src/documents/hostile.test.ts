import { expect, test } from 'vitest'
import { hostileDocuments } from './hostile.ts'
import { failures, type Row, runHostile } from './run.ts'

const documents = hostileDocuments(1)

test('there are more than 350 hostile documents, and a seed gives the same ones again', () => {
  expect(documents.length).toBeGreaterThan(350)
  const again = hostileDocuments(1)
  expect(again.map(({ kind }) => kind)).toEqual(documents.map(({ kind }) => kind))
  const last = documents.length - 1
  expect(Buffer.compare(again[last]?.make() ?? Buffer.of(), documents[last]?.make() ?? Buffer.of(1))).toBe(0)
  expect(hostileDocuments(2).map(({ kind }) => kind)).not.toEqual(documents.map(({ kind }) => kind))
})

// A quick run reads a sample; one in eight if BEATBOOK_FULL is set.
const step = process.env.BEATBOOK_FULL ? 8 : 96

test(`one in ${step} of them is read or refused in time and memory, and none throws`, async () => {
  const rows: Row[] = []
  const some = documents.filter((_, at) => at % step === 3)
  for await (const row of runHostile(some, { megabytes: 1_024, seconds: 60 })) rows.push(row)
  expect(rows.length).toBeGreaterThan(step === 8 ? 40 : 5)
  expect(failures(rows, 5)).toEqual({ tooSlow: [], outOfMemory: [], thrown: [] })
}, 300_000)
