import { SaxesParser } from 'saxes'
import { within } from './limits.ts'

export interface XmlHandlers {
  /** `attributes` have their names as written. */
  open(name: string, attributes: Record<string, string>): void
  close?(name: string): void
  text?(text: string): void
}

/**
 * Parses XML from UTF-8 or UTF-16 bytes into a stream of events; returns whether it was well-formed to the
 * end. Element names have the usual prefixes of their namespaces (`w:`, `mc:`), whatever prefix the file
 * uses. Nothing is fetched and only XML's own five entities are expanded.
 */
export const readXml = (bytes: Uint8Array, handlers: XmlHandlers): boolean => {
  const parser = new SaxesParser()
  let sound = true
  let renamed: Map<string, string> | null = null
  const named = (name: string): string => {
    if (renamed === null) return name
    const colon = name.indexOf(':')
    const prefix = renamed.get(colon < 0 ? '' : name.slice(0, colon))
    return prefix === undefined ? name : prefix + name.slice(colon + 1)
  }
  parser.on('error', () => {
    sound = false
  })
  let depth = 0
  parser.on('opentag', ({ name, attributes }) => {
    within('depth', ++depth)
    for (const key in attributes) {
      if (!key.startsWith('xmlns')) continue
      const usual = vocabularies[attributes[key] ?? '']
      const prefix = key.slice(6)
      if (usual === undefined || usual === (prefix === '' ? '' : `${prefix}:`)) continue
      renamed ??= new Map()
      renamed.set(prefix, usual)
    }
    handlers.open(named(name), attributes)
  })
  parser.on('closetag', ({ name }) => {
    depth--
    handlers.close?.(named(name))
  })
  if (handlers.text) {
    parser.on('text', (text) => handlers.text?.(text))
    parser.on('cdata', (text) => handlers.text?.(text))
  }
  const utf16 = bytes[0] === 0xff ? 'utf-16le' : bytes[0] === 0xfe ? 'utf-16be' : 'utf-8'
  const decoder = new TextDecoder(utf16, { fatal: true })
  for (let at = 0; at < bytes.length && sound; at += chunk)
    parser.write(decodeChunk(decoder, bytes.subarray(at, at + chunk)) ?? undecodable)
  if (sound) parser.write(decodeChunk(decoder) ?? undecodable).close()
  return sound
}

/** Text that no parser accepts, so that undecodable bytes make the XML invalid. */
const undecodable = '<\0>'

const decodeChunk = (decoder: InstanceType<typeof TextDecoder>, bytes?: Uint8Array): string | null => {
  try {
    return decoder.decode(bytes, { stream: bytes !== undefined })
  } catch {
    return null
  }
}

const chunk = 64 * 1024

/**
 * The namespaces of Office Open XML, transitional and strict (ECMA-376 part 1, ISO/IEC 29500 strict), with
 * the prefix Word gives them.
 */
const vocabularies: Record<string, string> = {
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main': 'w:',
  'http://purl.oclc.org/ooxml/wordprocessingml/main': 'w:',
  'http://schemas.openxmlformats.org/markup-compatibility/2006': 'mc:',
  'http://schemas.openxmlformats.org/officeDocument/2006/math': 'm:',
  'http://purl.oclc.org/ooxml/officeDocument/math': 'm:',
  'http://schemas.openxmlformats.org/drawingml/2006/main': 'a:',
  'http://purl.oclc.org/ooxml/drawingml/main': 'a:',
  'http://schemas.openxmlformats.org/package/2006/relationships': '',
}

/** An attribute by its local name, whatever its prefix. */
export const attribute = (attributes: Record<string, string>, local: string): string | undefined => {
  const usual = attributes[`w:${local}`] ?? attributes[local]
  if (usual !== undefined) return usual
  for (const key in attributes) if (key.endsWith(`:${local}`)) return attributes[key]
  return undefined
}
