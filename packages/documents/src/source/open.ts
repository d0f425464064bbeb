import { err, ok, type ReadFailure, type Result, readFailure } from '@beatbook/domain'
import { csvSource, delimiterFits } from './csv.ts'
import { decode } from './decode.ts'
import { docxSource } from './docx.ts'
import { failureOf } from './failure.ts'
import { htmlSource } from './html.ts'
import { within } from './limits.ts'
import { markdownSource } from './markdown.ts'
import { recogniseArchive } from './package.ts'
import { refuse } from './refuse.ts'
import type { Source } from './source.ts'
import { textSource } from './text.ts'
import { xlsxSource } from './xlsx.ts'
import { openArchive } from './zip.ts'

/**
 * Opens a file as a source. Its content decides how it is read, its name only if that is ambiguous. Never
 * throws: an empty, oversized, damaged, encrypted or unsupported file is a `ReadFailure`, and so is a
 * document over a limit.
 */
export const openDocument = async (name: string, bytes: Uint8Array): Promise<Result<Source, ReadFailure>> => {
  try {
    return await open(name, bytes)
  } catch (error) {
    return err(failureOf(name, error))
  }
}

const open = async (name: string, bytes: Uint8Array): Promise<Result<Source, ReadFailure>> => {
  const refused = refuse(name, bytes)
  if (refused) return err(refused)
  const opened = isArchive(name, bytes) ? await openOffice(name, bytes) : openText(name, bytes)
  return opened.ok && opened.value.pieces.length === 0 ? err(readFailure('empty-file', { name })) : opened
}

const openText = (name: string, bytes: Uint8Array): Result<Source, ReadFailure> => {
  const { text, notes } = decode(bytes)
  within('characters', text.length)
  within('lines', linesIn(text))
  if (isBinary(text)) return err(readFailure('not-a-document', { name, seems: 'binary' }))
  const source = textReader(name, text)(name, text)
  return ok({ ...source, notes: [...notes, ...source.notes] })
}

/** Zip files begin with this; an Office file without it is broken. */
const isArchive = (name: string, bytes: Uint8Array): boolean => {
  const starts = (signature: string) =>
    Buffer.from(bytes.subarray(0, 4)).toString('latin1').startsWith(signature)
  if (starts('PK\x03\x04') || starts('PK\x05\x06')) return true
  const end = Buffer.from(bytes.subarray(-70_000)).lastIndexOf('PK\x05\x06', undefined, 'latin1')
  return /\.(?:docx|xlsx|docm|xlsm)$/i.test(name) && (starts('PK') || end >= 0)
}

const openOffice = async (name: string, bytes: Uint8Array): Promise<Result<Source, ReadFailure>> => {
  const archive = openArchive(name, bytes)
  if (!archive.ok) return archive
  const found = recogniseArchive(archive.value)
  if (found.kind === 'docx') return docxSource(name, archive.value, found.main)
  if (found.kind === 'xlsx') return xlsxSource(name, bytes, archive.value, found.main)
  return err(
    readFailure(found.seems === 'archive' ? 'not-a-document' : 'unsupported-format', {
      name,
      seems: found.seems,
    }),
  )
}

/** The number of line ends, counted as far as needed. */
const linesIn = (text: string): number => {
  let count = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 10 || code === 12 || (code === 13 && text.charCodeAt(at + 1) !== 10)) count++
  }
  return count
}

/** Control characters that text does not have; a few mean damage, many mean another format. */
const isBinary = (text: string): boolean => {
  const head = text.slice(0, 100_000)
  let controls = 0
  for (let at = 0; at < head.length; at++)
    if (head.charCodeAt(at) < 32 && !mayStand.has(head.charCodeAt(at))) controls++
  return controls > 8 && controls > head.length / 50
}

/** Tab, line feed, vertical tab, form feed, carriage return, end of file, escape. */
const mayStand = new Set([9, 10, 11, 12, 13, 26, 27])

const textReader = (name: string, text: string): ((name: string, text: string) => Source) => {
  const extension = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  if (isPage(text)) return htmlSource
  if (['html', 'htm', 'xhtml'].includes(extension)) return htmlSource
  if (['md', 'markdown', 'mdown'].includes(extension)) return markdownSource
  if (['csv', 'tsv', 'tab', 'psv'].includes(extension)) return csvSource
  if (isMarkdown(text)) return markdownSource
  return isDelimited(text) ? csvSource : textSource
}

const isPage = (text: string): boolean => {
  const start = text.slice(0, 4_000).replace(/^\s*(?:<\?xml[^>]*\?>|<!--[\s\S]*?-->|\s)*/, '')
  return /^<(?:!doctype\s+html|html|head|body|table|section|article|main|div|h[1-6]|meta|style)\b/i.test(
    start,
  )
}

const isMarkdown = (text: string): boolean => {
  const head = text.slice(0, 200_000)
  if (/^\|?[ \t]*:?-{3,}:?[ \t]*\|[ \t|:-]*$/m.test(head)) return true
  const headings = head.match(/^#{1,6} \S/gm)?.length ?? 0
  return headings >= 2 || (headings === 1 && /^(?:[*-] \S|.*(?:\*\*\S|\]\(http))/m.test(head))
}

/**
 * Text is delimited if nearly every line has the same number of columns, at least three; tabs are left to the
 * reader of plain text, which handles page breaks.
 */
const isDelimited = (text: string): boolean => {
  const [best] = delimiterFits(text)
  return (
    best !== undefined &&
    best.delimiter !== '\t' &&
    best.delimiter !== '|' &&
    best.columns >= 3 &&
    best.records >= 3 &&
    best.share >= 0.9
  )
}
