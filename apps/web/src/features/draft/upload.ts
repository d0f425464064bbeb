import { refusalInBody } from '@beatbook/api/client'
import { type DocumentJob, documentJobs } from '@beatbook/contract'
import { readFailureCodes } from '@beatbook/domain'
import { refusalSentence } from '@beatbook/domain/english'
import { readFailureSentence } from '@beatbook/presentation'
import { v7 as newId } from 'uuid'

export type Uploaded<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly words: string }

/** The progress of a document: the part that was sent, 0 to 1, then the server's report. */
export interface Progress {
  readonly part: number
  readonly job: DocumentJob | null
}

/** The polling interval of the progress, in milliseconds. */
const ASKED = 500

/** A file to send, by its name. */
export interface SentFile {
  readonly name: string
  readonly body: Blob
}

/**
 * Sends a document to be read and returns the id of its draft, or an error sentence. `signal` cancels it,
 * also on the server.
 */
export const uploadDocument = (
  document: SentFile,
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Uploaded<string>> =>
  sendToRead('/api/drafts', document, ({ id }) => (typeof id === 'string' ? id : null), onProgress, signal)

/**
 * Sends a file to a path at which it is read. `valueIn` takes what the server answers; `null` where it is nothing that
 * it knows. `signal` cancels it, also on the server.
 */
export const sendToRead = <T>(
  path: string,
  document: SentFile,
  valueIn: (body: Record<string, unknown>) => T | null,
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Uploaded<T>> =>
  new Promise((resolve) => {
    const request = new XMLHttpRequest()
    const id = newId()
    const asking = setInterval(async () => {
      const job = await jobOf(id)
      if (job !== null && job.state !== 'arriving') onProgress({ part: 1, job })
    }, ASKED)
    const settle = (uploaded: Uploaded<T>) => {
      clearInterval(asking)
      resolve(uploaded)
    }
    const failed = (words: string) => settle({ ok: false, words })
    const query = `name=${encodeURIComponent(document.name)}&job=${id}`
    request.open('POST', `${path}${path.includes('?') ? '&' : '?'}${query}`)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.onprogress = (event) =>
      onProgress({ part: event.total === 0 ? 1 : event.loaded / event.total, job: null })
    request.onload = () => settle(answerOf(request, document.name, valueIn))
    request.onerror = () =>
      failed(
        `${document.name} could not be sent: the server cannot be reached, or it stopped listening because the file is too large. Try again in a moment.`,
      )
    request.onabort = () => failed(`${document.name} was stopped before it was read. Nothing was kept.`)
    signal.addEventListener('abort', () => {
      request.abort()
      // A proxy may continue sending a started request: the server is notified too.
      fetch(`/api/jobs/${id}`, { method: 'DELETE' }).catch(() => undefined)
    })
    request.send(document.body)
  })

/** The server's report on the user's document, `null` if there is none. */
const jobOf = async (id: string): Promise<DocumentJob | null> => {
  try {
    const answer = await fetch('/api/jobs')
    const { jobs } = documentJobs.parse(await answer.json())
    return jobs.find((job) => job.id === id) ?? null
  } catch {
    return null
  }
}

const answerOf = <T>(
  request: XMLHttpRequest,
  name: string,
  valueIn: (body: Record<string, unknown>) => T | null,
): Uploaded<T> => {
  const body = parsed(request.responseText)
  const value = request.status < 300 ? valueIn(body) : null
  if (value !== null) return { ok: true, value }
  const error = body.error as { code?: string; args?: unknown } | undefined
  if (error?.code && (readFailureCodes as readonly string[]).includes(error.code))
    return { ok: false, words: readFailureSentence({ code: error.code, args: error.args }, name) }
  const refusal = refusalInBody(body)
  if (refusal !== null) {
    // There may be several files, so the sentence names this one.
    const which = refusal.code === 'drafts-full' ? `${name} was not read. ` : ''
    return { ok: false, words: `${which}${refusalSentence(refusal)}` }
  }
  return {
    ok: false,
    words: `${name} could not be read because something went wrong at the server. Nothing was kept. Try again; if it happens again, tell whoever runs Beatbook.`,
  }
}

const parsed = (text: string): Record<string, unknown> => {
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    return {}
  }
}
