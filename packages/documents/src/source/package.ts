import { attribute, readXml } from './xml.ts'
import type { Archive } from './zip.ts'

export interface Relation {
  readonly id: string
  /** The last part of the type's URI: `styles`, `footer`, `officeDocument`. */
  readonly type: string
  /** The part's name in the archive. */
  readonly target: string
}

/** The parts that a part of an Office file refers to (ECMA-376 part 2, relationships). */
export const relationsOf = (archive: Archive, part: string): Relation[] => {
  const folder = part.slice(0, part.lastIndexOf('/') + 1)
  const bytes = archive.get(`${folder}_rels/${part.slice(folder.length)}.rels`)
  const relations: Relation[] = []
  if (!bytes) return relations
  readXml(bytes, {
    open(name, attributes) {
      if (name !== 'Relationship' || attributes.TargetMode === 'External') return
      const type = (attribute(attributes, 'Type') ?? '').split('/').at(-1) ?? ''
      relations.push({
        id: attribute(attributes, 'Id') ?? '',
        type,
        target: resolve(folder, attribute(attributes, 'Target') ?? ''),
      })
    },
  })
  return relations
}

const resolve = (folder: string, target: string): string => {
  const path: string[] = []
  for (const step of `${target.startsWith('/') ? '' : folder}${target}`.split('/')) {
    if (step === '..') path.pop()
    else if (step !== '' && step !== '.') path.push(step)
  }
  return path.join('/')
}

/**
 * The kind of an archive by its main part: the part's name for Word and Excel, otherwise what it seems to be.
 */
export const recogniseArchive = (
  archive: Archive,
): { kind: 'docx'; main: string } | { kind: 'xlsx'; main: string } | { kind: 'other'; seems: string } => {
  const related =
    relationsOf(archive, '').find((relation) => relation.type === 'officeDocument')?.target ?? ''
  const mains = [related, 'word/document.xml', 'xl/workbook.xml']
  for (const main of mains) {
    if (/^word\//.test(main) && (archive.has(main) || main === related)) return { kind: 'docx', main }
    if (/^xl\/.*\.xml$/.test(main) && (archive.has(main) || main === related)) return { kind: 'xlsx', main }
  }
  if ([...archive.keys()].some((name) => name.startsWith('word/')))
    return { kind: 'docx', main: 'word/document.xml' }
  if (/\.bin$/.test(related)) return { kind: 'other', seems: 'xlsb' }
  if ([...archive.keys()].some((name) => name.startsWith('xl/')))
    return { kind: 'xlsx', main: 'xl/workbook.xml' }
  if (/^ppt\//.test(related)) return { kind: 'other', seems: 'powerpoint' }
  const mimetype = new TextDecoder().decode(archive.get('mimetype'))
  return {
    kind: 'other',
    seems: mimetype.startsWith('application/vnd.oasis.opendocument') ? 'opendocument' : 'archive',
  }
}
