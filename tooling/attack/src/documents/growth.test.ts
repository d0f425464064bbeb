import { readDocument } from '@beatbook/documents'
import { expect, test } from 'vitest'
import { growing } from './growing.ts'

/** Milliseconds below which a time says more of the machine than of the reader. */
const telling = 40
/** How large a document is made to take a telling time, in bytes. */
const largest = 2_000_000
/** Characters an answer may have beside what grows with the document. */
const fixed = 20_000

/** The processor's time for reading a document, the least of several turns, and how large the answer is. */
async function read(file: string, bytes: Uint8Array, turns: number): Promise<{ milliseconds: number; size: number }> {
  let least = Number.POSITIVE_INFINITY
  let size = 0
  for (let turn = 0; turn < turns; turn++) {
    const before = process.threadCpuUsage()
    const result = await readDocument(file, bytes)
    const { user, system } = process.threadCpuUsage(before)
    least = Math.min(least, (user + system) / 1_000)
    size = JSON.stringify(result).length
  }
  return { milliseconds: least, size }
}

test.each(growing)('$kind: twice the size takes less than three times the time and gives less than three times the draft', async ({ file, size, make }) => {
  let n = size
  let once = make(n)
  let time = await read(file, once, 2)
  while (time.milliseconds < telling && once.length < largest && n < 1_000_000) {
    n *= 2
    once = make(n)
    time = await read(file, once, 2)
  }
  const twice = make(2 * n)
  let longer = await read(file, twice, 2)
  expect(longer.size).toBeLessThan(3 * time.size + fixed)
  // A busy machine is slow for a while: both are measured again in turns, and each counts with its best.
  const most = () => 3 * Math.max(time.milliseconds, telling / 2)
  for (let again = 0; again < 4 && longer.milliseconds >= most(); again++) {
    const [first, second] = [await read(file, once, 2), await read(file, twice, 2)]
    time = { ...time, milliseconds: Math.min(time.milliseconds, first.milliseconds) }
    longer = { ...longer, milliseconds: Math.min(longer.milliseconds, second.milliseconds) }
  }
  expect(longer.milliseconds).toBeLessThan(most())
}, 120_000)
