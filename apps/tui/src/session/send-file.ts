import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { isWebAddress, MOST_FILE_BYTES } from '@beatbook/domain'
import { readFailureSentence } from '@beatbook/presentation'
import { Stop } from '../output/exit.ts'
import { serverUrl } from './address.ts'
import { authorization, callServer } from './connect.ts'
import { stopOfAnswer } from './failure.ts'
import { pathGiven } from './input.ts'

/** What is attached, as a command names it: a web address, or the upload of a file that is sent now. */
export const attachableGiven = async (given: string): Promise<{ url: string } | { uploadId: string }> => {
  if (!/^https?:\/\//i.test(given)) return { uploadId: await sendFile(given) }
  if (isWebAddress(given)) return { url: given }
  throw new Stop(
    'usage',
    `“${given}” is not the address of a web page.`,
    'Write it as https://www.example.org/page.',
  )
}

/**
 * Sends a file that a command then attaches; returns the id of the upload. Stops where it cannot be opened, is
 * too large or is refused.
 */
export const sendFile = async (file: string): Promise<string> => {
  const name = basename(file)
  const bytes = bytesOf(file)
  const url = serverUrl()
  const answer = await callServer(() =>
    fetch(`${url}/api/files?name=${encodeURIComponent(name)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream', origin: url, ...authorization(url) },
      body: bytes,
    }),
  )
  const body = (await answer.json().catch(() => null)) as {
    id?: string
    error?: { code: string; args: unknown }
  } | null
  if (answer.ok && body?.id) return body.id
  const stop = stopOfAnswer(answer.status, body)
  if (stop.exit !== 'fault' || !body?.error || answer.status >= 500) throw stop
  const { code, args } = body.error
  const why = { code, args: typeof args === 'object' && args !== null ? args : {} }
  throw new Stop('fault', readFailureSentence(body.error, name), null, why)
}

const bytesOf = (file: string): Uint8Array<ArrayBuffer> => {
  try {
    const path = pathGiven(file)
    const { size, isDirectory } = statsOf(path)
    if (isDirectory) throw new Stop('usage', `${file} is a folder. Name one file in it, or a zip file of it.`)
    if (size > MOST_FILE_BYTES)
      throw new Stop('fault', `${file} is too large: a file has at most ${MOST_FILE_BYTES / 1024 / 1024} MB.`)
    return new Uint8Array(readFileSync(path))
  } catch (error) {
    if (error instanceof Stop) throw error
    throw new Stop('fault', `There is no file ${file} that can be read. Check the name.`)
  }
}

const statsOf = (path: string): { size: number; isDirectory: boolean } => {
  const stats = statSync(path)
  return { size: stats.size, isDirectory: stats.isDirectory() }
}
