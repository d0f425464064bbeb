import { readFailureCodes, refusal } from '@beatbook/domain'
import { readFailureSentence, refusalSentence } from '@beatbook/presentation'

export type Uploaded = { readonly ok: true; readonly id: string } | { readonly ok: false; readonly words: string }

/**
 * Sends a document to be read and gives back the id of its draft, or why not as a sentence. `onProgress` hears the part sent, 0 to 1;
 * `signal` stops it.
 */
export const uploadDocument = (document: { name: string; body: Blob }, onProgress: (part: number) => void, signal: AbortSignal): Promise<Uploaded> =>
  new Promise((resolve) => {
    const request = new XMLHttpRequest()
    const failed = (words: string) => resolve({ ok: false, words })
    request.open('POST', `/api/drafts?name=${encodeURIComponent(document.name)}`)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.onprogress = (event) => onProgress(event.total === 0 ? 1 : event.loaded / event.total)
    request.onload = () => resolve(answerOf(request, document.name))
    request.onerror = () =>
      failed(`${document.name} could not be sent: the server cannot be reached, or it stopped listening because the file is too large. Try again in a moment.`)
    request.onabort = () => failed(`${document.name} was stopped before it was read. Nothing was kept.`)
    signal.addEventListener('abort', () => request.abort())
    request.send(document.body)
  })

const answerOf = (request: XMLHttpRequest, name: string): Uploaded => {
  const body = parsed(request.responseText)
  if (request.status === 201 && typeof body.id === 'string') return { ok: true, id: body.id }
  const error = body.error as { code?: string; args?: Record<string, string | number> } | undefined
  if (error?.code && (readFailureCodes as readonly string[]).includes(error.code))
    return { ok: false, words: readFailureSentence({ code: error.code, args: error.args ?? {} }, name) }
  const refused = refusal.safeParse(error)
  if (refused.success) return { ok: false, words: refusalSentence(refused.data) }
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
