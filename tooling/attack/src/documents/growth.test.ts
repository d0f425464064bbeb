import { readDocument } from '@beatbook/documents'
import { expect, test } from 'vitest'
import { type Growing, growing } from './growing.ts'

/** Every kind is doubled if BEATBOOK_FULL is set; otherwise one of each format, at smaller sizes. */
const full = Boolean(process.env.BEATBOOK_FULL)
/** Times below this many milliseconds depend more on the machine than on the reader. */
const telling = full ? 80 : 40
/** The maximum size in bytes of a document enlarged to take a measurable time. */
const largest = 2_000_000
/** Characters of the answer that do not depend on the size of the document. */
const fixed = 20_000
/** The time in milliseconds that any document may take, within the limits or over them. */
const most = 5_000

interface Read {
  /** The CPU time of one read. */
  readonly milliseconds: number
  /** The size of the answer, in characters of JSON. */
  readonly size: number
  /** Refused for its size: its time is not comparable with that of a document that is read. */
  readonly refused: boolean
}

/**
 * Reads a document: the minimum of two measurements, each with as many reads as take a measurable time, up to
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
 * The size at which a kind takes a measurable time and the double is still read; the largest readable size if
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
    // Small documents are read repeatedly until that takes a measurable time.
    let [time, longer] = [await read(file, once, 1_000), await read(file, twice, 1_000)]
    expect(longer.size).toBeLessThan(3 * time.size + fixed)
    expect(longer.milliseconds).toBeLessThan(most)
    // A busy machine is slow for a while: both sizes are measured again alternately, and the best time of
    // each counts. Below a millisecond there is nothing to compare.
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
