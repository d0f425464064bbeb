import { readDocument } from '@beatbook/documents'
import { expect, test } from 'vitest'
import { type Growing, growing } from './growing.ts'

/** All kinds are doubled where BEATBOOK_FULL is set; else one of each format, at smaller sizes. */
const full = Boolean(process.env.BEATBOOK_FULL)
/** Milliseconds below which a time says more of the machine than of the reader. */
const telling = full ? 80 : 40
/** How large a document is made to take a telling time, in bytes. */
const largest = 2_000_000
/** Characters an answer may have beside what grows with the document. */
const fixed = 20_000
/** Milliseconds that any document may take, within the limits or over them. */
const most = 5_000

interface Read {
  /** The processor's time for one reading. */
  readonly milliseconds: number
  /** How large the answer is, in characters of JSON. */
  readonly size: number
  /** Refused for its size: what a document this large costs says nothing of one that is read. */
  readonly refused: boolean
}

/**
 * Reads a document: the least of two turns, each of as many readings as take a telling time, up to
 * `readings`.
 */
async function read(file: string, bytes: Uint8Array, readings = 1): Promise<Read> {
  let least = Number.POSITIVE_INFINITY
  let result = await readDocument(file, bytes)
  for (let turn = 0; turn < 2; turn++) {
    const before = process.threadCpuUsage()
    let times = 0
    let spent = 0
    while (times < readings && (times === 0 || spent < telling)) {
      result = await readDocument(file, bytes)
      times++
      const { user, system } = process.threadCpuUsage(before)
      spent = (user + system) / 1_000
    }
    least = Math.min(least, spent / times)
  }
  const refused = !result.ok && ['over-limit', 'too-large', 'zip-bomb'].includes(result.error.code)
  return { milliseconds: least, size: JSON.stringify(result).length, refused }
}

/**
 * The size at which a kind takes a telling time and twice as much is still read; the largest of those where
 * it never takes so long.
 */
async function tellingSize({ file, size, make }: Growing): Promise<number> {
  let n = size
  for (;;) {
    const once = make(n)
    if (once.length >= largest || n >= 1_000_000 || (await read(file, once)).milliseconds >= telling) return n
    if ((await read(file, make(4 * n))).refused) return n
    n *= 2
  }
}

// One small kind of each format.
const quick = new Set([
  'txt: tags that never begin',
  'csv: quotes in pairs',
  'md: promises',
  'html: items',
  'docx: dated updates in one cell',
  'xlsx: a document in a sheet',
])
const kinds = full ? growing : growing.filter(({ kind }) => quick.has(kind))

test('the quick tier has a kind of each format', () => {
  expect(new Set(growing.filter(({ kind }) => quick.has(kind)).map(({ file }) => file))).toEqual(
    new Set(growing.map(({ file }) => file)),
  )
})

test.each(kinds)(
  '$kind: twice the size takes less than three times the time and gives less than three times the draft',
  async (kind) => {
    const { file, make } = kind
    const n = await tellingSize(kind)
    const [once, twice] = [make(n), make(2 * n)]
    // Small documents are read again and again until that takes a telling time.
    let [time, longer] = [await read(file, once, 1_000), await read(file, twice, 1_000)]
    expect(longer.size).toBeLessThan(3 * time.size + fixed)
    expect(longer.milliseconds).toBeLessThan(most)
    // A busy machine is slow for a while: both are measured again in turns, and each counts with its best.
    // Below a millisecond there is nothing to compare.
    const limit = () => 3 * Math.max(time.milliseconds, 1)
    for (let again = 0; again < 12 && longer.milliseconds >= limit(); again++) {
      const [first, second] = [await read(file, once, 1_000), await read(file, twice, 1_000)]
      time = { ...time, milliseconds: Math.min(time.milliseconds, first.milliseconds) }
      longer = { ...longer, milliseconds: Math.min(longer.milliseconds, second.milliseconds) }
    }
    expect(longer.milliseconds).toBeLessThan(limit())
  },
  120_000,
)
