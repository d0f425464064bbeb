import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decode } from './decode.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const utf16 = (text: string, order: 'le' | 'be') => {
  const bytes = Buffer.from(text, 'utf16le')
  return new Uint8Array(order === 'le' ? bytes : bytes.swap16())
}

describe('the encoding of a text', () => {
  it.each([
    ['UTF-8', utf8('Café – £5'), 'Café – £5', 0],
    ['UTF-8 with its mark', utf8('\ufeffCafé'), 'Café', 0],
    ['UTF-16 with its mark', utf16('\ufeffCafé', 'le'), 'Café', 0],
    ['UTF-16, big end first', utf16('\ufeffCafé', 'be'), 'Café', 0],
    ['UTF-16 without a mark', utf16('Plan of action', 'le'), 'Plan of action', 1],
    ['Windows-1252', Uint8Array.of(0x43, 0x61, 0x66, 0xe9, 0x20, 0x96, 0x20, 0xa3), 'Café – £', 1],
    ['one bad byte in UTF-8', Uint8Array.of(...utf8('“Hé”'), 0x92, ...utf8('£')), '“Hé”’£', 1],
  ])('is found: %s', (_name, bytes, text, notes) => {
    const read = decode(bytes)
    expect(read.text).toBe(text)
    expect(read.notes.map((note) => note.code)).toEqual(
      Array.from({ length: notes }, () => 'encoding-guessed'),
    )
  })

  it('has the line of the first guess', () =>
    expect(decode(Uint8Array.of(0x61, 0x0a, 0x62, 0xe9)).notes[0]?.args).toEqual({
      encoding: 'windows-1252',
      count: 1,
      line: 2,
    }))
  it('notes letters lost earlier', () =>
    expect(decode(utf8('Caf\ufffd')).notes[0]?.args).toMatchObject({ encoding: 'lost-before', count: 1 }))
  it('never decodes a byte to a replacement character', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        const { text, notes } = decode(bytes)
        expect(
          text.includes('\ufffd') &&
            !notes.some((note) => 'encoding' in note.args && note.args.encoding === 'lost-before'),
        ).toBe(false)
        expect(text !== '' || bytes.length <= 3).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})
