import { type ReadFailure, readFailure } from '@beatbook/domain'
import { limits } from './limits.ts'

/**
 * Why a file cannot be read at all, by its size and its first bytes: empty, too large, encrypted, or of an
 * unsupported kind; otherwise `null`.
 */
export const refuse = (name: string, bytes: Uint8Array): ReadFailure | null => {
  if (bytes.length === 0) return readFailure('empty-file', { name })
  if (bytes.length > limits.fileBytes)
    return readFailure('too-large', {
      name,
      megabytes: Math.ceil(bytes.length / 1024 / 1024),
      most: limits.fileBytes / 1024 / 1024,
    })
  const head = Buffer.from(bytes.subarray(0, 512)).toString('latin1')
  if (head.startsWith('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) return refuseCompound(name, bytes)
  if (/^(?:\xef\xbb\xbf)?\s*<\?xml/.test(head) && !/<(?:!doctype\s+)?html/i.test(head))
    return readFailure('unsupported-format', { name, seems: 'xml' })
  const known = signatures.find(({ at = 0, starts }) => starts.some((start) => head.startsWith(start, at)))
  return known ? readFailure(known.code, { name, seems: known.seems }) : null
}

/**
 * First bytes, from position `at`, of files that people mistake for documents (from the specifications of the
 * formats).
 */
const signatures: {
  starts: string[]
  at?: number
  code: 'unsupported-format' | 'not-a-document'
  seems: string
}[] = [
  { starts: ['%PDF-'], code: 'unsupported-format', seems: 'pdf' },
  { starts: ['{\\rtf'], code: 'unsupported-format', seems: 'rtf' },
  { starts: ['MIME-Version:', 'From: <Saved by'], code: 'unsupported-format', seems: 'web-archive' },
  {
    starts: ['\xff\xd8\xff', '\x89PNG\r\n', 'GIF87a', 'GIF89a', 'II*\0', 'MM\0*'],
    code: 'not-a-document',
    seems: 'image',
  },
  { at: 4, starts: ['ftypheic', 'ftypheix', 'ftypmif1', 'ftypavif'], code: 'not-a-document', seems: 'image' },
  { at: 8, starts: ['WEBPVP8'], code: 'not-a-document', seems: 'image' },
  { at: 4, starts: ['ftyp'], code: 'not-a-document', seems: 'recording' },
  { starts: ['ID3\x02', 'ID3\x03', 'ID3\x04', 'OggS\0'], code: 'not-a-document', seems: 'recording' },
  {
    starts: ['\x7fELF', 'MZ\x90\0', '\xcf\xfa\xed\xfe', '\xca\xfe\xba\xbe'],
    code: 'not-a-document',
    seems: 'program',
  },
  { starts: ['\x1f\x8b', '7z\xbc\xaf', 'Rar!\x1a', '\xfd7zXZ'], code: 'not-a-document', seems: 'archive' },
]

/** The compound files of Office before 2007, and of encrypted files since. */
const refuseCompound = (name: string, bytes: Uint8Array): ReadFailure => {
  const holds = (stream: string) =>
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from(stream, 'utf16le'))
  if (holds('EncryptedPackage')) return readFailure('encrypted', { name })
  const seems = holds('WordDocument')
    ? 'old-word'
    : holds('Workbook') || holds('Book')
      ? 'old-excel'
      : holds('PowerPoint Document')
        ? 'old-powerpoint'
        : 'compound-file'
  return readFailure('unsupported-format', { name, seems })
}
