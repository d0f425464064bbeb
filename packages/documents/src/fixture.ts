import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Draft } from '@beatbook/domain'
import { readSource } from './read.ts'
import { textSource } from './source/text.ts'

/** The text of one of this package's fictional documents. */
export const fixtureText = (name: string): string =>
  readFileSync(join(import.meta.dirname, '../fixtures', name), 'utf8')

/** Reads a plain text completely; throws where nothing is recognised. */
export function draftOf(text: string, name = 'document.txt'): Draft {
  const read = readSource(textSource(name, text))
  if (!read.ok) throw new Error(read.error.code)
  return read.value
}
