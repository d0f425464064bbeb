import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { draft as draftSchema } from '@beatbook/domain'
import { describe, expect, it } from 'vitest'
import { readDocument } from '../src/index.ts'
import { decode } from '../src/source/decode.ts'
import { bag, lost } from './conservation.ts'
import { sharedDocuments } from './shared-documents.ts'

const folder = sharedDocuments()
const files =
  folder === null
    ? []
    : [folder, path.join(folder, 'more')].flatMap((at) => readdirSync(at).map((name) => path.join(at, name)))
const texts = files.filter((name) => /\.(?:txt|csv|tsv)$/.test(name))
const zips = files.filter((name) => /\.(?:docx|xlsx)$/.test(name))
/** How many damaged copies of each text are read; of each zip a tenth. 1000 is the full run. */
const copies = Number(process.env.BEATBOOK_MUTATIONS ?? 20)

describe.skipIf(folder === null)('a damaged document', () => {
  it.each(texts.map((name) => [path.basename(name), name]))(
    '%s is read or refused, never lost in silence',
    async (name, file) => {
      const whole = readFileSync(file)
      for (let seed = 1; seed <= copies; seed++) await readsOrRefuses(name, damaged(whole, seed, true), seed)
    },
    1_800_000,
  )

  it.each(zips.map((name) => [path.basename(name), name]))(
    '%s is read or refused',
    async (name, file) => {
      const whole = readFileSync(file)
      for (let seed = 1; seed <= Math.max(copies / 10, 1); seed++)
        await readsOrRefuses(name, damaged(whole, seed, false), seed)
    },
    1_800_000,
  )
})

async function readsOrRefuses(name: string, bytes: Uint8Array, seed: number): Promise<void> {
  const result = await readDocument(name, bytes)
  if (!result.ok) return
  const about = `${name}, seed ${seed}`
  expect(lost(result.value), about).toEqual([])
  expect(draftSchema.safeParse(result.value).error?.issues ?? [], about).toEqual([])
  if (result.value.source.format !== 'text') return
  expect(bag(result.value.source.pieces.map(({ text }) => text).join('')), about).toBe(
    bag(decode(bytes).text),
  )
}

/**
 * A copy with something wrong: lines dropped, doubled or cut, bytes flipped, the end missing. The same seed
 * gives the same damage.
 */
function damaged(whole: Uint8Array, seed: number, text: boolean): Uint8Array {
  const random = numbers(seed)
  const below = (n: number): number => Math.floor(random() * n)
  const kind = text ? below(5) : 3 + below(2)
  if (kind === 4) return whole.slice(0, below(whole.length))
  if (kind === 3) {
    const copy = Uint8Array.from(whole)
    for (let flips = 1 + below(20); flips > 0; flips--)
      copy[below(copy.length)] = text ? 32 + below(95) : below(256)
    return copy
  }
  const lines = Buffer.from(whole).toString('utf8').split('\n')
  for (let times = 1 + below(4); times > 0; times--) {
    const at = below(lines.length)
    const line = lines[at] ?? ''
    if (kind === 0) lines.splice(at, 1 + below(3))
    else if (kind === 1) lines.splice(at, 0, line)
    else lines[at] = line.slice(0, below(line.length + 1))
  }
  return new TextEncoder().encode(lines.join('\n'))
}

/** Numbers in 0..1 that a seed determines (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
