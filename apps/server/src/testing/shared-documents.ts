import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { root } from '../root.ts'

/**
 * Reads one of the real documents, which are not part of this repository; `null` where their folder is
 * missing. CI requires it.
 */
export const sharedDocument = (name: string): Uint8Array | null => {
  const folder = path.resolve(root, process.env.BEATBOOK_DOCUMENTS ?? '../shared/documents')
  if (existsSync(folder)) return new Uint8Array(readFileSync(path.join(folder, name)))
  if (process.env.CI === 'true')
    throw new Error(`The shared documents are not at ${folder}; set BEATBOOK_DOCUMENTS.`)
  process.stderr.write(
    `SKIPPED: the shared documents are not at ${folder}; set BEATBOOK_DOCUMENTS to test against them.\n`,
  )
  return null
}
