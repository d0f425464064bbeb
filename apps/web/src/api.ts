import { createClient, refusalIn } from '@beatbook/api/client'
import { refusalSentence } from '@beatbook/domain/english'

/** The server this page came from. */
export const api = createClient(location.origin)

/**
 * What went wrong, as a sentence that says what to do: a refusal's own, else whether the server can be
 * reached at all.
 */
export const problemSentence = (error: unknown): string => {
  const refusal = refusalIn(error)
  if (refusal) return refusalSentence(refusal)
  if (isUnreachable(error))
    return 'The server cannot be reached. Check your connection; what you typed is kept. Then try again.'
  return 'Something went wrong at the server. Nothing was changed. Try again; if it happens again, tell whoever runs Beatbook.'
}

/** The code of the refusal in an error, `null` where it is of another kind. */
export const refusalCode = (error: unknown): string | null => refusalIn(error)?.code ?? null

/**
 * After how many milliseconds a question that was one too many may be asked again, `null` where it was
 * refused for another reason.
 */
export const comeAgain = (error: unknown): number | null => {
  const refusal = refusalIn(error)
  return refusal?.code === 'too-many-at-once' ? refusal.args.seconds * 1_000 : null
}

/** Whether an error means that no answer came at all. */
export const isUnreachable = (error: unknown): boolean =>
  error instanceof Error && (error as { data?: unknown }).data === undefined && refusalIn(error) === null
