import { createClient, refusalIn } from '@beatbook/api/client'
import { refusalSentence } from '@beatbook/domain/english'

/** The server this page came from. */
export const api = createClient(location.origin)

/**
 * The error as a sentence that says what to do: the refusal's own, otherwise whether the server can be
 * reached.
 */
export const problemSentence = (error: unknown): string => {
  const refusal = refusalIn(error)
  if (refusal) return refusalSentence(refusal)
  if (isUnreachable(error))
    return 'The server cannot be reached. Check your connection; what you typed is kept. Then try again.'
  return 'Something went wrong at the server. Nothing was changed. Try again; if it happens again, tell whoever runs Beatbook.'
}

/** The code of the refusal in an error, `null` for other errors. */
export const refusalCode = (error: unknown): string | null => refusalIn(error)?.code ?? null

/** The milliseconds after which a rejected excess query may be sent again, `null` for other errors. */
export const retryAfter = (error: unknown): number | null => {
  const refusal = refusalIn(error)
  return refusal?.code === 'too-many-at-once' ? refusal.args.seconds * 1_000 : null
}

/** Whether an error means that there was no answer. */
export const isUnreachable = (error: unknown): boolean =>
  error instanceof Error && (error as { data?: unknown }).data === undefined && refusalIn(error) === null
