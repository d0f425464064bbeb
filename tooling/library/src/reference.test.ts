import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as domain from '@beatbook/domain'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exportsOf, referencePages } from './reference.ts'
import { publicShapes } from './schemas.ts'
import { domainFolder, root } from './testing/installed.ts'

const types = mkdtempSync(join(tmpdir(), 'beatbook-types-'))
const src = join(domainFolder, 'src')
const entries = {
  '@beatbook/domain': 'index.ts',
  '@beatbook/domain/english': 'english/index.ts',
  '@beatbook/domain/rag': 'rag.ts',
}
const pages = join(root, 'docs/api')
const reference = () => referencePages(src, types, entries, new Set(publicShapes(domain).keys()))

beforeAll(() => {
  const args = [
    '-p',
    join(domainFolder, 'tsconfig.dist.json'),
    '--emitDeclarationOnly',
    '--outDir',
    types,
    '--pretty',
    'false',
  ]
  const compiled = spawnSync(join(root, 'node_modules/.bin/tsc'), args, { encoding: 'utf8' })
  if (compiled.status !== 0) throw new Error(compiled.stdout)
})
afterAll(() => rmSync(types, { recursive: true }))

describe('docs/api', () => {
  test('matches the comments', async () => {
    for (const [name, page] of reference()) await expect(page).toMatchFileSnapshot(join(pages, `${name}.md`))
  })

  test('has no page of a removed folder', () => {
    expect(readdirSync(pages).filter((file) => !reference().has(file.replace(/\.md$/, '')))).toEqual([])
  })

  test('lists everything that is exported', () => {
    const known = new Set(exportsOf(src, types, entries).map(({ name }) => name))
    expect(Object.keys(domain).filter((name) => !known.has(name))).toEqual([])
  })

  test('every exported function has a comment', () => {
    const functions = exportsOf(src, types, entries).filter(({ signature }) =>
      /^(?:function|const \w+: (?:<.*>)?\()/.test(signature),
    )
    expect(functions.length).toBeGreaterThan(40)
    expect(
      functions.filter(({ comment }) => comment === '').map(({ name, module }) => `${module}: ${name}`),
    ).toEqual([])
  })
})
