import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { documentJobs } from '@beatbook/contract'
import { jobSentence, readFailureSentence } from '@beatbook/presentation'
import { v7 as uuid } from 'uuid'
import { Stop } from '../output/exit.ts'
import { showNow } from '../output/print.ts'
import { serverUrl } from './address.ts'
import { authorization, callServer } from './connect.ts'
import { stopOfAnswer } from './failure.ts'
import { pathGiven } from './input.ts'

/** Uploads a file to be read; returns the id of the draft. Stops where it cannot be opened or read. */
export const upload = async (file: string, quarters: string): Promise<string> => {
  const { id } = (await sendToRead('/api/drafts', file, { quarters })) as { id: string }
  return id
}

/**
 * Sends a file to a path of the server at which it is read; returns what the server answers. Stops where it cannot be
 * opened or read.
 */
export const sendToRead = async (
  path: string,
  file: string,
  query: Readonly<Record<string, string>>,
): Promise<object> => {
  const name = basename(file)
  const url = serverUrl()
  const bytes = bytesOf(file)
  const job = uuid()
  const answer = await withProgress(url, job, (signal) =>
    fetch(`${url}${path}?${new URLSearchParams({ name, job, ...query })}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream', origin: url, ...authorization(url) },
      body: bytes,
      signal,
    }),
  )
  const body = (await answer.json().catch(() => null)) as {
    error?: { code: string; args: unknown }
  } | null
  if (answer.ok && body !== null) return body
  const stop = stopOfAnswer(answer.status, body)
  if (stop.exit !== 'fault' || !body?.error || answer.status >= 500) throw stop
  const { code, args } = body.error
  const why = { code, args: typeof args === 'object' && args !== null ? args : {} }
  throw new Stop('fault', readFailureSentence(body.error, name), null, why)
}

/** How often the progress is polled, in milliseconds. */
const POLL_INTERVAL = 500

/** Shows the progress of reading a document on a terminal; Ctrl-C stops it on the server too. */
const withProgress = async (
  url: string,
  job: string,
  send: (signal: AbortSignal) => Promise<Response>,
): Promise<Response> => {
  const stop = new AbortController()
  const headers = { origin: url, ...authorization(url) }
  const interrupt = () => stop.abort()
  process.once('SIGINT', interrupt)
  let over = false
  const showProgress = async () => {
    const words = await progressOf(url, job, headers)
    if (words !== null && !over) showNow(words)
  }
  const timer = process.stderr.isTTY === true ? setInterval(() => void showProgress(), POLL_INTERVAL) : null
  try {
    const answer = await callServer(() => send(stop.signal))
    // Where the answer was on its way already, the draft is there, and is not accepted.
    if (stop.signal.aborted)
      throw new Stop('interrupted', 'Stopped after it was read. Nothing of it was recorded.')
    return answer
  } catch (error) {
    if (!stop.signal.aborted || (error instanceof Stop && error.exit === 'interrupted')) throw error
    await fetch(`${url}/api/jobs/${job}`, { method: 'DELETE', headers }).catch(() => undefined)
    throw new Stop('interrupted', 'Stopped before it was read. Nothing was saved.')
  } finally {
    over = true
    process.off('SIGINT', interrupt)
    if (timer !== null) clearInterval(timer)
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
