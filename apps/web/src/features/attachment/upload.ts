import { refusalInBody } from '@beatbook/api/client'
import { readFailureCodes } from '@beatbook/domain'
import { refusalSentence } from '@beatbook/domain/english'
import { readFailureSentence } from '@beatbook/presentation'

export type Uploaded =
  | { readonly ok: true; readonly id: string }
  | { readonly ok: false; readonly words: string }

/**
 * Sends a file that a command then attaches; returns the id of the upload, or why there is none as a sentence.
 * `onProgress` is told the part that was sent, 0 to 1; `signal` stops it.
 */
export const uploadFile = (
  file: { readonly name: string; readonly body: Blob },
  onProgress: (part: number) => void,
  signal: AbortSignal,
): Promise<Uploaded> =>
  new Promise((resolve) => {
    const request = new XMLHttpRequest()
    const failed = (words: string) => resolve({ ok: false, words })
    request.open('POST', `/api/files?name=${encodeURIComponent(file.name)}`)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.onprogress = (event) => onProgress(event.total === 0 ? 1 : event.loaded / event.total)
    request.onload = () => resolve(answerOf(request, file.name))
    request.onerror = () =>
      failed(
        `${file.name} could not be sent: the server cannot be reached, or it stopped listening because the file is too large. Try again in a moment.`,
      )
    request.onabort = () => failed(`${file.name} was stopped before it was sent. Nothing was kept.`)
    signal.addEventListener('abort', () => request.abort())
    request.send(file.body)
  })

const answerOf = (request: XMLHttpRequest, name: string): Uploaded => {
  const body = parsed(request.responseText)
  if (request.status === 201 && typeof body.id === 'string') return { ok: true, id: body.id }
  const error = body.error as { code?: string; args?: unknown } | undefined
  if (error?.code && (readFailureCodes as readonly string[]).includes(error.code))
    return { ok: false, words: readFailureSentence({ code: error.code, args: error.args }, name) }
  const refusal = refusalInBody(body)
  return {
    ok: false,
    words:
      refusal === null
        ? `${name} could not be kept because something went wrong at the server. Try again; if it happens again, tell whoever runs Beatbook.`
        : refusalSentence(refusal),
  }
}

const parsed = (text: string): Record<string, unknown> => {
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    return {}
  }
}
