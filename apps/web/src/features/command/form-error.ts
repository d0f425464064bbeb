import { refusalIn } from '@beatbook/api/client'
import type { Refusal, RefusalCode } from '@beatbook/domain'
import { problemSentence } from '../../api.ts'
import type { FormError } from '../../ui/ErrorSummary.tsx'

/**
 * Which field of a form a refusal is about: by the refusal's code, or for input that does not fit by its path
 * in the command.
 */
interface FieldsOf {
  readonly codes?: Partial<Record<RefusalCode, string>>
  readonly inputs?: Readonly<Record<string, string>>
}

/**
 * The error a form shows for a command that failed: beside the field it is about, else above the form alone.
 * A refusal that is about the account, or a server that cannot be reached, is no fault of what stands in a
 * field.
 */
export const formError = (error: unknown, fields: FieldsOf): FormError =>
  notDoneError(notDoneIn(error), fields)

/** As `formError`, for a command that was not carried out, whoever judged it. */
export const notDoneError = (
  { refusal, words }: NotDone,
  { codes = {}, inputs = {} }: FieldsOf,
): FormError => {
  const field =
    refusal?.code === 'bad-input'
      ? inputs[String(refusal.args.path)]
      : refusal?.code === 'not-in-settings'
        ? inputs[refusal.args.field]
        : refusal && codes[refusal.code]
  return { ...(field ? { field } : {}), words }
}

/** Why a command was not carried out: the refusal, `null` where something else went wrong, and a sentence. */
export interface NotDone {
  readonly refusal: Refusal | null
  readonly words: string
}

/** What the server's answer says of a command that was not carried out. */
export const notDoneIn = (error: unknown): NotDone => ({
  refusal: refusalIn(error),
  words: problemSentence(error),
})
