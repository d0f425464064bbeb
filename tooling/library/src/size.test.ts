import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { bundleForBrowsers } from './testing/bundle.ts'
import { root } from './testing/installed.ts'

const AIM = 12 * 1024

test('who only evaluates a RAG bundles neither zod nor a date library, and under 12 KB compressed', async () => {
  const folder = join(root, 'tooling/library/dist')
  const entry = join(folder, 'evaluates.js')
  mkdirSync(folder, { recursive: true })
  writeFileSync(entry, "export * from '@beatbook/domain/rag'\n")
  const { code, imports, moduleIds } = await bundleForBrowsers(entry)
  rmSync(entry)
  expect(imports).toEqual([])
  expect(moduleIds.filter((id) => !id.includes('/packages/domain/src/') && id !== entry)).toEqual([])
  expect(gzipSync(code).length).toBeLessThan(AIM)
  process.stdout.write(
    `all of @beatbook/domain/rag: ${(gzipSync(code).length / 1024).toFixed(1)} KB compressed\n`,
  )
})
