import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { publishDraft } from '../src/index.ts'
import { readDocument, readSource } from '../src/read.ts'
import { openDocument } from '../src/source/open.ts'
import { reExpressed } from './re-expressed.ts'
import { sharedDocuments } from './shared-documents.ts'

const textsIn = (folder: string | null): string[] =>
  folder === null
    ? []
    : readdirSync(folder)
        .filter((name) => /\.(?:txt|md)$/.test(name) && name !== 'README.md')
        .map((name) => path.join(folder, name))

const own = ['../fixtures', '../../sample/documents']
  .map((folder) => fileURLToPath(new URL(folder, import.meta.url)))
  .flatMap(textsIn)
const shared = textsIn(sharedDocuments())

const cases = [...own, ...shared].flatMap((file) =>
  (['html', 'md', 'docx', 'xlsx', 'csv'] as const).map((format) => ({
    file,
    format,
    name: path.basename(file),
  })),
)

describe('a document reads the same in every format', () => {
  it.each(cases)('$name as $format', async ({ file, format }) => {
    const opened = await openDocument(path.basename(file), readFileSync(file))
    if (!opened.ok) throw new Error(`${file}: ${opened.error.code}`)
    const first = readSource(opened.value)
    const name = path.basename(file).replace(/\.\w+$/, `.${format}`)
    const again = await readDocument(name, await reExpressed[format](opened.value))
    if (!first.ok || !again.ok)
      throw new Error(`${name}: ${first.ok ? '' : first.error.code} ${again.ok ? '' : again.error.code}`)
    expect(essence(publishDraft(again.value))).toEqual(essence(publishDraft(first.value)))
  })
})

/** What a reading says, apart from where it stands; a list's marks are the format's own. */
function essence({ plans, tables, areas, findings }: ReturnType<typeof publishDraft>): unknown {
  const noted = findings.map(({ code, ref, row, field }) => [code, ref, row, field].join(' ')).sort()
  const said = JSON.stringify({ plans, tables, areas, noted })
  return JSON.parse(said.replace(/(^|[ "])[•◦–-] /g, '$1- '))
}
