import { err, ok, type ReadFailure, type Result, readFailure } from '@beatbook/domain'
import { paragraphReader } from './docx-body.ts'
import { countMarkers, readNumbering, readStyles } from './docx-lists.ts'
import { startFlow } from './flow.ts'
import { type Relation, relationsOf } from './package.ts'
import type { Source } from './source.ts'
import type { Archive } from './zip.ts'

/**
 * A Word document from its parts: headings, paragraphs, numbered lists with their numbers, tables with merged
 * cells. Headers, footers, notes, comments, text boxes, hidden and deleted text are asides. Every text run is
 * in one piece; `line` counts paragraphs. A part that is not XML is `broken-archive`.
 */
export const docxSource = (name: string, archive: Archive, main: string): Result<Source, ReadFailure> => {
  const body = archive.get(main)
  if (!body) return err(readFailure('broken-archive', { name, part: main }))
  const relations = relationsOf(archive, main)
  const part = (type: string) =>
    archive.get(relations.find((relation) => relation.type === type)?.target ?? `word/${type}.xml`)
  const flow = startFlow()
  const markers = countMarkers(readNumbering(part('numbering')))
  const read = paragraphReader(flow, readStyles(part('styles')), markers)
  for (const { part: label, target } of [
    ...partsOf(archive, relations, before),
    { part: null, target: main },
    ...partsOf(archive, relations, after),
  ]) {
    const bytes = archive.get(target)
    if (!bytes) {
      flow.notes.push({ code: 'broken-markup', args: { part: target }, pieces: [] })
      continue
    }
    if (label) flow.openPart(label)
    if (!read(bytes)) return err(readFailure('broken-archive', { name, part: target }))
    if (label) flow.closePart()
  }
  // Embedded pages (altChunk) are not XML parts; Word converts them to paragraphs when it saves.
  for (const { target } of relations.filter((relation) => relation.type === 'aFChunk'))
    flow.notes.push({ code: 'broken-markup', args: { part: target }, pieces: [] })
  return ok({ name, format: 'docx', pieces: flow.pieces, blocks: flow.blocks, notes: flow.notes })
}

/** The parts besides the body in reading order, with their names. */
const before = { header: 'header' }
const after = {
  footnotes: 'footnote',
  endnotes: 'endnote',
  comments: 'comment',
  diagramData: 'drawing',
  footer: 'footer',
}

/** The parts the document refers to, and parts in the same place that nothing refers to any more. */
const partsOf = (
  archive: Archive,
  relations: Relation[],
  wanted: Record<string, string>,
): { part: string; target: string }[] =>
  Object.entries(wanted).flatMap(([type, part]) => {
    const named = relations.filter((relation) => relation.type === type).map((relation) => relation.target)
    const lying = [...archive.keys()].filter((name) => new RegExp(`^word/${type}\\d*\\.xml$`).test(name))
    return [...new Set([...named, ...lying])].map((target) => ({ part, target }))
  })
