import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { type Draft, type ReadFailure, readFailure } from '@beatbook/domain'
import { Stop } from '../output/exit.ts'
import { pathGiven } from './input.ts'

/** The option of every verb that reads documents. */
export const quartersOption = [
  '--quarters <kind>',
  'financial (Q1 is April to June) or calendar',
  'financial',
] as const

/** The draft read from a file (“-” is standard input), or why it cannot be read. */
export const readFileGiven = async (
  file: string,
  quarters: string,
): Promise<{ draft: Draft } | { stop: Stop }> => {
  if (quarters !== 'financial' && quarters !== 'calendar')
    throw new Stop('usage', `“${quarters}” after --quarters is neither financial nor calendar.`)
  const { limits, readDocument } = await import('@beatbook/documents')
  const { londonToday } = await import('./today.ts')
  const { readFailureSentence } = await import('@beatbook/presentation')
  const name = file === '-' ? 'standard input' : basename(file)
  const opened = bytesOf(file, limits.fileBytes)
  const unread = (failure: ReadFailure) => ({
    stop: new Stop('fault', readFailureSentence(failure, name), null, failure),
  })
  if ('code' in opened)
    return { stop: new Stop('fault', opened.message, null, { code: opened.code, args: { file } }) }
  if ('most' in opened) return unread(readFailure('too-large', { name, most: opened.most }))
  const read = await readDocument(name, opened.bytes, { quarters, readOn: londonToday() })
  return read.ok ? { draft: read.value } : unread(read.error)
}

const bytesOf = (
  file: string,
  most: number,
): { bytes: Uint8Array } | { code: string; message: string } | { most: number } => {
  try {
    if (file !== '-') {
      const size = statSync(pathGiven(file))
      if (size.isDirectory())
        return { code: 'folder', message: `${file} is a folder. Name the documents in it.` }
      if (size.size > most) return { most: most / 1024 / 1024 }
    }
    return { bytes: new Uint8Array(readFileSync(file === '-' ? 0 : pathGiven(file))) }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    return {
      code: code === 'ENOENT' ? 'no-file' : 'unreadable-file',
      message:
        code === 'ENOENT'
          ? `There is no file ${file}. Check the name.`
          : `${file} cannot be opened (${code ?? 'unknown error'}). Check that you may read it.`,
    }
  }
}
