import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { readFailureSentence } from '@beatbook/presentation'
import { Stop } from '../output/exit.ts'
import { asking, authorization } from './connect.ts'
import { stopOfAnswer } from './failure.ts'
import { pathGiven } from './input.ts'
import { serverUrl } from './tokens.ts'

/** Sends a file to be read; gives the id of the draft. Stops where it cannot be opened or read. */
export const upload = async (file: string, quarters: string): Promise<string> => {
  const name = basename(file)
  const url = serverUrl()
  const bytes = bytesOf(file)
  const answer = await asking(() =>
    fetch(`${url}/api/drafts?name=${encodeURIComponent(name)}&quarters=${encodeURIComponent(quarters)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream', origin: url, ...authorization(url) },
      body: bytes,
    }),
  )
  const body = (await answer.json().catch(() => null)) as { id?: string; error?: { code: string; args: Record<string, string | number> } } | null
  if (answer.ok && body?.id) return body.id
  const stop = stopOfAnswer(answer.status, body)
  if (stop.exit !== 'fault' || !body?.error || answer.status >= 500) throw stop
  throw new Stop('fault', readFailureSentence(body.error, name))
}

const bytesOf = (file: string): Uint8Array<ArrayBuffer> => {
  try {
    const path = pathGiven(file)
    if (statSync(path).isDirectory()) throw new Stop('usage', `${file} is a folder. Name the documents in it.`)
    return new Uint8Array(readFileSync(path))
  } catch (error) {
    if (error instanceof Stop) throw error
    throw new Stop('fault', `There is no file ${file} that can be read. Check the name.`)
  }
}
