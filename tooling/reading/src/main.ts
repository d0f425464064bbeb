import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { readDocument } from '@beatbook/documents'
import { type ExpectedDocument, readExpected, readMore } from './expected.ts'
import { type Score, score } from './score.ts'
import { withTable } from './table.ts'

/**
 * Scores the reader on the shared documents. `--write` writes the table to docs/reading.md, `--differences`
 * prints the wrong fields.
 */
const root = path.resolve(import.meta.dirname, '../../..')
const documents = path.resolve(
  process.env.INIT_CWD ?? process.cwd(),
  process.env.BEATBOOK_DOCUMENTS ?? path.join(root, '../shared/documents'),
)
const flags = new Set(process.argv.slice(2))

const scores: Score[] = []
for (const [folder, sources, ending, parse] of [
  ['expected', '.', '.json', readExpected],
  ['more', 'more', '.expect.json', readMore],
] as const) {
  const names = (await readdir(path.join(documents, folder))).filter((name) => name.endsWith(ending)).sort()
  for (const name of names)
    scores.push(await scored(parse(await readFile(path.join(documents, folder, name), 'utf8')), sources))
}

for (const each of scores) {
  print(
    `${each.name}: ${each.found} of ${each.expected} found, ${each.invented.length} invented, ${each.differences.filter((line) => line.startsWith('wrong')).length} wrong, ${each.differences.filter((line) => line.startsWith('flagged')).length} flagged`,
  )
  if (flags.has('--differences'))
    for (const line of [
      ...each.missing.map((text) => `missing ${text}`),
      ...each.invented.map((text) => `invented ${text}`),
      ...each.differences,
    ])
      print(`  ${line}`)
}
if (flags.has('--write')) {
  const page = path.join(root, 'docs/reading.md')
  await writeFile(page, withTable(await readFile(page, 'utf8'), scores))
}

async function scored(expected: ExpectedDocument, folder: string): Promise<Score> {
  const read = await readDocument(expected.name, await readFile(path.join(documents, folder, expected.name)))
  if (!read.ok) print(`${expected.name}: ${read.error.code}`)
  return score(read.ok ? read.value : null, expected)
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
