import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { documentJobs } from '@beatbook/contract'
import { jobSentence, readFailureSentence } from '@beatbook/presentation'
import { v7 as uuid } from 'uuid'
import { Stop } from '../output/exit.ts'
import { showNow } from '../output/print.ts'
import { asking, authorization } from './connect.ts'
import { stopOfAnswer } from './failure.ts'
import { pathGiven } from './input.ts'
import { serverUrl } from './tokens.ts'

/** Sends a file to be read; gives the id of the draft. Stops where it cannot be opened or read. */
export const upload = async (file: string, quarters: string): Promise<string> => {
  const name = basename(file)
  const url = serverUrl()
  const bytes = bytesOf(file)
  const job = uuid()
  const answer = await following(url, job, (signal) =>
    fetch(
      `${url}/api/drafts?name=${encodeURIComponent(name)}&quarters=${encodeURIComponent(quarters)}&job=${job}`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream', origin: url, ...authorization(url) },
        body: bytes,
        signal,
      },
    ),
  )
  const body = (await answer.json().catch(() => null)) as {
    id?: string
    error?: { code: string; args: unknown }
  } | null
  if (answer.ok && body?.id) return body.id
  const stop = stopOfAnswer(answer.status, body)
  if (stop.exit !== 'fault' || !body?.error || answer.status >= 500) throw stop
  throw new Stop('fault', readFailureSentence(body.error, name))
}

/** How often the server is asked how far it is, in milliseconds. */
const ASKED = 500

/** Says on a terminal how far the server is with a document; Ctrl-C stops it there too. */
const following = async (
  url: string,
  job: string,
  send: (signal: AbortSignal) => Promise<Response>,
): Promise<Response> => {
  const stop = new AbortController()
  const headers = { origin: url, ...authorization(url) }
  const interrupt = () => stop.abort()
  process.once('SIGINT', interrupt)
  let over = false
  const tell = async () => {
    const words = await progressOf(url, job, headers)
    if (words !== null && !over) showNow(words)
  }
  const telling = process.stderr.isTTY === true ? setInterval(() => void tell(), ASKED) : null
  try {
    return await asking(() => send(stop.signal))
  } catch (error) {
    if (!stop.signal.aborted) throw error
    await fetch(`${url}/api/jobs/${job}`, { method: 'DELETE', headers }).catch(() => undefined)
    throw new Stop('interrupted', 'Stopped before it was read. Nothing was saved.')
  } finally {
    over = true
    process.off('SIGINT', interrupt)
    if (telling !== null) clearInterval(telling)
    showNow('')
  }
}

const progressOf = async (
  url: string,
  id: string,
  headers: Record<string, string>,
): Promise<string | null> => {
  const answer = await fetch(`${url}/api/jobs`, { headers }).catch(() => null)
  const read = documentJobs.safeParse(await answer?.json().catch(() => null))
  const job = read.data?.jobs.find((one) => one.id === id)
  return job ? jobSentence(job) : null
}

const bytesOf = (file: string): Uint8Array<ArrayBuffer> => {
  try {
    const path = pathGiven(file)
    if (statSync(path).isDirectory())
      throw new Stop('usage', `${file} is a folder. Name the documents in it.`)
    return new Uint8Array(readFileSync(path))
  } catch (error) {
    if (error instanceof Stop) throw error
    throw new Stop('fault', `There is no file ${file} that can be read. Check the name.`)
  }
}
