import { existsSync } from 'node:fs'
import path from 'node:path'

/**
 * The folder of real documents, which is no part of this repository; `null` where it is absent. CI demands
 * it.
 */
export function sharedDocuments(): string | null {
  const root = path.resolve(import.meta.dirname, '../../..')
  const folder = path.resolve(root, process.env.BEATBOOK_DOCUMENTS ?? '../shared/documents')
  if (existsSync(folder)) return folder
  if (process.env.CI === 'true')
    throw new Error(`The shared documents are not at ${folder}; set BEATBOOK_DOCUMENTS.`)
  process.stderr.write(
    `SKIPPED: the shared documents are not at ${folder}; set BEATBOOK_DOCUMENTS to test against them.\n`,
  )
  return null
}
