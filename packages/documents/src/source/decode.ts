import type { SourceNote } from './source.ts'

/**
 * The text of a file, with notes on guesses: by a byte order mark, otherwise UTF-8, otherwise UTF-16 by its
 * zero bytes. Bytes that are not valid UTF-8 are decoded individually as Windows-1252, so that a bad byte
 * affects nothing else and no character is lost.
 */
export const decode = (bytes: Uint8Array): { text: string; notes: SourceNote[] } => {
  const utf16 = utf16Order(bytes)
  if (utf16) return decodeUtf16(bytes, utf16)
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return { text, notes: lostBefore(text) }
  } catch {
    return decodeMixed(bytes)
  }
}

const guessed = (encoding: string, count: number, line: number): SourceNote => ({
  code: 'encoding-guessed',
  args: { encoding, count, line },
  pieces: [],
})

/** A replacement character in the file itself: a letter was lost earlier, which is noted. */
const lostBefore = (text: string): SourceNote[] => {
  const first = text.search(/\ufffd|\p{Cs}/u)
  if (first < 0) return []
  const lost = /[\ufffd\ud800-\udfff]/u
  let count = 0
  for (const letter of text.slice(first)) if (lost.test(letter)) count++
  return [guessed('lost-before', count, text.slice(0, first).split('\n').length)]
}

const utf16Order = (bytes: Uint8Array): 'le' | 'be' | null => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'be'
  const head = bytes.subarray(0, 4_000)
  const zeros = [0, 0]
  head.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  })
  const [even = 0, odd = 0] = zeros
  if (odd > head.length * 0.3 && even < odd / 10) return 'le'
  return even > head.length * 0.3 && odd < even / 10 ? 'be' : null
}

const decodeUtf16 = (bytes: Uint8Array, order: 'le' | 'be'): { text: string; notes: SourceNote[] } => {
  const whole = Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2)))
  const text = (order === 'le' ? whole : whole.swap16()).toString('utf16le')
  const marked = text.startsWith('\ufeff')
  const tail = bytes.length % 2 ? windows1252(bytes[bytes.length - 1] ?? 0) : ''
  const read = (marked ? text.slice(1) : text) + tail
  return {
    text: read,
    notes: [...(marked && !tail ? [] : [guessed(`utf-16${order}`, 1, 1)]), ...lostBefore(read)],
  }
}

const decodeMixed = (bytes: Uint8Array): { text: string; notes: SourceNote[] } => {
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  // A letter of Windows-1252 takes at most three bytes in UTF-8.
  const read = new Uint8Array((bytes.length - start) * 3)
  let end = 0
  let count = 0
  let line = 1
  let firstLine = 0
  for (let at = start; at < bytes.length; ) {
    const length = sequenceLength(bytes, at)
    if (length > 0) {
      if (bytes[at] === 10) line++
      for (let n = 0; n < length; n++) read[end++] = bytes[at++] ?? 0
      continue
    }
    for (const byte of utf8Of1252[bytes[at++] ?? 0] ?? []) read[end++] = byte
    count++
    firstLine ||= line
  }
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(read.subarray(0, end))
  return { text, notes: [guessed('windows-1252', count, firstLine), ...lostBefore(text)] }
}

/** The length of the well-formed UTF-8 sequence at `at`; 0 where there is none (Unicode 16, table 3-7). */
const sequenceLength = (bytes: Uint8Array, at: number): number => {
  const first = bytes[at] ?? 0
  const next = (index: number, low = 0x80, high = 0xbf) => {
    const byte = bytes[at + index] ?? 0
    return byte >= low && byte <= high
  }
  if (first < 0x80) return 1
  if (first >= 0xc2 && first <= 0xdf) return next(1) ? 2 : 0
  if (first >= 0xe0 && first <= 0xef)
    return next(1, first === 0xe0 ? 0xa0 : 0x80, first === 0xed ? 0x9f : 0xbf) && next(2) ? 3 : 0
  if (first >= 0xf0 && first <= 0xf4)
    return next(1, first === 0xf0 ? 0x90 : 0x80, first === 0xf4 ? 0x8f : 0xbf) && next(2) && next(3) ? 4 : 0
  return 0
}

const windows1252 = (byte: number): string => letters1252[byte] ?? ''
const letters1252 = new TextDecoder('windows-1252').decode(
  Uint8Array.from({ length: 256 }, (_, byte) => byte),
)
const utf8Of1252 = Array.from({ length: 256 }, (_, byte) => new TextEncoder().encode(windows1252(byte)))
