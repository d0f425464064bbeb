import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
const example = /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? ''

test('the README’s example prints what its comments say', () => {
  const folder = mkdtempSync(join(tmpdir(), 'beatbook-readme-'))
  try {
    const file = join(folder, 'example.ts')
    writeFileSync(file, example.replace('@beatbook/domain', new URL('./index.ts', import.meta.url).href))
    const printed = execFileSync(process.execPath, [file], { encoding: 'utf8' })
    expect(printed.trimEnd().split('\n')).toEqual([...example.matchAll(/\/\/ (.*)$/gm)].map((comment) => comment[1]))
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('the README’s example is about twenty lines', () => {
  expect(example.split('\n').filter((line) => line !== '' && !line.startsWith('//')).length).toBeLessThanOrEqual(20)
})
