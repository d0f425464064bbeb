import { strFromU8, strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { limits } from './limits.ts'
import { openArchive } from './zip.ts'

const text = strToU8('<a>words</a>')
const small = () => zipSync({ 'a.xml': text, 'b/c.rels': strToU8('<b/>') })
const code = (bytes: Uint8Array) => {
  const opened = openArchive('plan.docx', bytes)
  return opened.ok ? 'ok' : opened.error.code
}
/** Writes a 32-bit number at `field` of every central directory record. */
const lie = (bytes: Uint8Array, field: number, value: number) => {
  const data = new DataView(bytes.buffer)
  for (let at = 0; at + 46 < bytes.length; at++)
    if (data.getUint32(at, true) === 0x02014b50) data.setUint32(at + field, value, true)
  return bytes
}
const zeros = (bytes: number) => zipSync({ 'a.xml': [new Uint8Array(bytes), { level: 9 }] })

describe('a zip file', () => {
  it('gives its XML parts', () => {
    const opened = openArchive('plan.docx', small())
    expect(opened.ok && [...opened.value.keys()]).toEqual(['a.xml', 'b/c.rels'])
    expect(opened.ok && strFromU8(opened.value.get('a.xml') ?? text)).toBe('<a>words</a>')
  })

  it.each([
    ['cut anywhere', () => small().subarray(0, 60), 'broken-archive'],
    ['without its directory', () => small().subarray(0, -30), 'broken-archive'],
    ['with a wrong checksum', () => lie(small(), 16, 1), 'broken-archive'],
    ['with sizes beyond its end', () => lie(small(), 20, 100_000), 'broken-archive'],
    ['of nothing', () => zipSync({}), 'broken-archive'],
    [
      'with too many tags',
      () => zipSync({ 'a.xml': strToU8('<a b="c"/>'.repeat(limits.tags / 2 + 1)) }, { level: 0 }),
      'over-limit',
    ],
    ['with a password', () => lie(small(), 8, 0x0008_0001), 'encrypted'],
    [
      'with too many entries',
      () =>
        zipSync(
          Object.fromEntries(Array.from({ length: limits.entries + 1 }, (_, at) => [`${at}.xml`, text])),
        ),
      'zip-bomb',
    ],
    ['that says it is vast', () => lie(small(), 24, 0xfff0_0000), 'zip-bomb'],
    ['that grows too much', () => zeros(limits.ratioFromBytes * 2), 'zip-bomb'],
    [
      'that grows too much and says it does not',
      () => lie(zeros(limits.ratioFromBytes * 2), 24, 10),
      'zip-bomb',
    ],
  ])('%s is refused', (_what, bytes, expected) => expect(code(bytes())).toBe(expected))

  it('whose entries share one compressible part is refused for their sum', () => {
    const one = lie(zeros(limits.ratioFromBytes), 24, 10)
    const data = new DataView(one.buffer)
    const start = data.getUint32(one.length - 6, true)
    const record = one.slice(start, one.length - 22)
    const end = one.slice(-22)
    new DataView(end.buffer).setUint16(10, 40, true)
    expect(code(one)).toBe('ok')
    expect(
      code(
        new Uint8Array([
          ...one.subarray(0, start),
          ...Array.from({ length: 40 }, () => [...record]).flat(),
          ...end,
        ]),
      ),
    ).toBe('zip-bomb')
  })

  it('never throws, whatever byte is flipped or wherever it is truncated', () => {
    const bytes = small()
    for (let at = 0; at < bytes.length; at++) {
      const flipped = bytes.slice()
      flipped[at] = (flipped[at] ?? 0) ^ 0x41
      expect(['ok', 'broken-archive', 'encrypted', 'zip-bomb']).toContain(code(flipped))
      expect(code(bytes.subarray(0, at))).toBe('broken-archive')
    }
  })
})
