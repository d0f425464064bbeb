import { constants, crc32, inflateRawSync } from 'node:zlib'
import { err, ok, type ReadFailure, type Result, readFailure } from '@beatbook/domain'
import { limits } from './limits.ts'

/** The XML parts of an Office file by name, inflated. */
export type Archive = ReadonlyMap<string, Uint8Array>

/**
 * Opens a zip file. Declared sizes are checked, and actual sizes again while inflating; every entry's
 * checksum must match. Only XML parts are stored. Errors: `broken-archive`, `encrypted`, `zip-bomb`,
 * `over-limit`. (APPNOTE.TXT 6.3.10, sections 4.3 to 4.5.)
 */
export const openArchive = (name: string, bytes: Uint8Array): Result<Archive, ReadFailure> => {
  const directory = readDirectory(bytes)
  if (directory === null) return err(readFailure('broken-archive', { name }))
  if (directory.length > limits.entries)
    return err(readFailure('zip-bomb', { name, entries: directory.length }))
  if (directory.some((entry) => entry.encrypted)) return err(readFailure('encrypted', { name }))
  const declared = directory.reduce((sum, entry) => sum + entry.inflated, 0)
  if (declared > limits.inflatedBytes)
    return err(readFailure('zip-bomb', { name, megabytes: Math.ceil(declared / 1024 / 1024) }))
  const parts = new Map<string, Uint8Array>()
  let total = 0
  let xml = 0
  let tags = 0
  let doubled: string | null = null
  for (const entry of directory) {
    const content = inflate(bytes, entry, limits.inflatedBytes - total)
    if (typeof content === 'string') return err(readFailure(content, { name, part: entry.name }))
    total += content.length
    if (/\.(?:xml|rels)$/i.test(entry.name)) {
      const part = entry.name.replaceAll('\\', '/').replace(/^\//, '')
      doubled ??= parts.has(part) ? part : null
      xml += content.length
      if (xml > limits.xmlBytes)
        return err(readFailure('zip-bomb', { name, megabytes: Math.ceil(xml / 1024 / 1024) }))
      tags += tagsIn(content)
      if (tags > limits.tags)
        return err(readFailure('over-limit', { name, limit: 'tags', most: limits.tags }))
      parts.set(part, content)
    } else if (entry.name === 'mimetype') parts.set(entry.name, content)
  }
  // Of two parts with the same name, readers may choose different ones.
  return doubled === null ? ok(parts) : err(readFailure('broken-archive', { name, part: doubled }))
}

/**
 * The approximate number of tags and attributes in an XML part: each start and end tag has a `<`, each
 * attribute a `=`.
 */
function tagsIn(content: Uint8Array): number {
  let count = 0
  for (const byte of content) if (byte === 0x3c || byte === 0x3d) count++
  return count
}

interface Entry {
  readonly name: string
  readonly encrypted: boolean
  readonly method: number
  readonly checksum: number
  readonly packed: number
  readonly inflated: number
  readonly offset: number
}

const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** The central directory; `null` where it is missing or invalid. */
const readDirectory = (bytes: Uint8Array): Entry[] | null => {
  const data = view(bytes)
  const end = endRecord(data)
  if (end < 0) return null
  let count = data.getUint16(end + 10, true)
  let at = data.getUint32(end + 16, true)
  if ((count === 0xffff || at === 0xffffffff) && end >= 20 && data.getUint32(end - 20, true) === 0x07064b50) {
    const record = Number(data.getBigUint64(end - 12, true))
    if (record + 56 > bytes.length) return null
    count = Number(data.getBigUint64(record + 32, true))
    at = Number(data.getBigUint64(record + 48, true))
  }
  const entries: Entry[] = []
  for (let index = 0; index < count && entries.length <= limits.entries; index++) {
    if (at + 46 > bytes.length || data.getUint32(at, true) !== 0x02014b50) return null
    const nameLength = data.getUint16(at + 28, true)
    const extraLength = data.getUint16(at + 30, true)
    const next = at + 46 + nameLength + extraLength + data.getUint16(at + 32, true)
    if (next > bytes.length) return null
    const extra = bytes.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength)
    const [inflated = 0, packed = 0, offset = 0] = largeSizes(
      [data.getUint32(at + 24, true), data.getUint32(at + 20, true), data.getUint32(at + 42, true)],
      extra,
    )
    entries.push({
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)),
      encrypted: (data.getUint16(at + 8, true) & 1) === 1,
      method: data.getUint16(at + 10, true),
      checksum: data.getUint32(at + 16, true),
      packed,
      inflated,
      offset,
    })
    at = next
  }
  return entries.length === 0 ? null : entries
}

const endRecord = (data: DataView): number => {
  for (let at = data.byteLength - 22; at >= Math.max(0, data.byteLength - 22 - 0xffff); at--)
    if (data.getUint32(at, true) === 0x06054b50) return at
  return -1
}

/** Zip64 stores larger values in an extra field, in this order. */
const largeSizes = (sizes: number[], extra: Uint8Array): number[] => {
  const data = view(extra)
  for (let at = 0; at + 4 <= extra.length; at += 4 + data.getUint16(at + 2, true)) {
    if (data.getUint16(at, true) !== 1) continue
    let field = at + 4
    return sizes.map((size) => {
      if (size !== 0xffffffff || field + 8 > extra.length) return size
      field += 8
      return Number(data.getBigUint64(field - 8, true))
    })
  }
  return sizes
}

const inflate = (
  bytes: Uint8Array,
  entry: Entry,
  room: number,
): Uint8Array | 'broken-archive' | 'zip-bomb' => {
  const data = view(bytes)
  const { offset, packed } = entry
  if (offset + 30 > bytes.length || data.getUint32(offset, true) !== 0x04034b50) return 'broken-archive'
  const from = offset + 30 + data.getUint16(offset + 26, true) + data.getUint16(offset + 28, true)
  if (from + packed > bytes.length || (entry.method !== 0 && entry.method !== 8)) return 'broken-archive'
  const raw = bytes.subarray(from, from + packed)
  const most = Math.min(room, Math.max(limits.ratioFromBytes, packed * limits.ratio))
  try {
    const content =
      entry.method === 0
        ? raw
        : inflateRawSync(raw, { maxOutputLength: Math.max(1, most), finishFlush: constants.Z_FINISH })
    if (content.length > room) return 'zip-bomb'
    return crc32(content) === entry.checksum ? content : 'broken-archive'
  } catch (error) {
    return (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? 'zip-bomb' : 'broken-archive'
  }
}
