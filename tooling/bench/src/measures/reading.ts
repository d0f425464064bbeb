import { inflateRawSync } from 'node:zlib'
import { readDocument } from '@beatbook/documents'
import { readSampleDocument } from '@beatbook/sample'
import { asDocx, asText, asXlsx } from '../documents.ts'
import { generatePlan, titleOf } from '../plans.ts'
import { atMost, median, type Row, timeOf } from '../row.ts'
import type { Size } from '../world.ts'

/**
 * Reads the sample's charter plan, and a generated plan as text, Word and Excel; compared with extracting the
 * same text only.
 */
export const reading = async ({ documentRows, turns }: Size): Promise<Row[]> => {
  const title = titleOf(1)
  const rows = generatePlan(documentRows, 1)
  const many = `a plan of ${documentRows.toLocaleString('en-GB')} rows`
  return [
    await read(
      'reading the charter plan',
      'charter-plan-2026.txt',
      readSampleDocument('charter-plan-2026.txt'),
      splitLines,
      turns,
    ),
    await read(
      `reading ${many} as text`,
      'plan.txt',
      asText(title, rows),
      splitLines,
      turns,
      documentRows,
      2_000,
    ),
    await read(
      `reading ${many} as .docx`,
      'plan.docx',
      asDocx(title, rows),
      (bytes) => unzipped(bytes, /<w:t[^>]*>([^<]*)/g),
      turns,
      documentRows,
    ),
    await read(
      `reading ${many} as .xlsx`,
      'plan.xlsx',
      asXlsx(title, rows),
      (bytes) => unzipped(bytes, /<t[^>]*>([^<]*)/g),
      turns,
      documentRows,
    ),
  ]
}

const read = async (
  name: string,
  file: string,
  bytes: Uint8Array,
  bare: (bytes: Uint8Array) => number,
  turns: number,
  rows?: number,
  most?: number,
): Promise<Row> => {
  const times: { product: Taken; bare: Taken }[] = []
  for (let turn = 0; turn < turns; turn++) {
    const [draft, product] = await taken(() => readDocument(file, bytes))
    const actions = draft.ok
      ? draft.value.plans.flatMap((plan) => plan.sections.flatMap((section) => section.actions)).length
      : 0
    if (actions === 0 || (rows !== undefined && actions !== rows))
      throw new Error(`${name}: ${actions} actions were found`)
    const [texts, alone] = await taken(async () => bare(bytes))
    if (texts === 0) throw new Error(`${name}: there is no text in it`)
    times.push({ product, bare: alone })
  }
  const middle = (side: 'product' | 'bare', of: keyof Taken) => median(times.map((time) => time[side][of]))
  const product = middle('product', 'wall')
  return {
    name,
    product: timeOf(product),
    bare: timeOf(middle('bare', 'wall')),
    cpu: { product: timeOf(middle('product', 'cpu')), bare: timeOf(middle('bare', 'cpu')) },
    ratio: median(times.map((time) => time.product.wall / time.bare.wall)),
    aim: most === undefined ? null : { ...atMost(product, most), words: `≤ ${timeOf(most)}` },
  }
}

/** Milliseconds of wall time, and of processor time in this process. */
interface Taken {
  readonly wall: number
  readonly cpu: number
}

const taken = async <T>(work: () => Promise<T>): Promise<[T, Taken]> => {
  const [began, before] = [performance.now(), process.cpuUsage()]
  const result = await work()
  const wall = performance.now() - began
  const { user, system } = process.cpuUsage(before)
  return [result, { wall, cpu: (user + system) / 1_000 }]
}

const splitLines = (bytes: Uint8Array): number =>
  new TextDecoder()
    .decode(bytes)
    .split('\n')
    .flatMap((line) => line.split('\t')).length

/**
 * The number of text runs in the largest part of an archive, found without reading the archive's directory.
 */
const unzipped = (bytes: Uint8Array, text: RegExp): number => {
  const view = Buffer.from(bytes)
  let runs = 0
  for (let at = view.indexOf('PK\x03\x04'); at >= 0; at = view.indexOf('PK\x03\x04', at + 4)) {
    const start = at + 30 + view.readUInt16LE(at + 26) + view.readUInt16LE(at + 28)
    const packed = view.readUInt32LE(at + 18)
    const part = view.subarray(start, start + packed)
    const inflated = view.readUInt16LE(at + 8) === 8 ? inflateRawSync(part) : part
    runs += [...inflated.toString('utf8').matchAll(text)].length
  }
  return runs
}
