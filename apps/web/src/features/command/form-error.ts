import { refusalIn } from '@beatbook/api/client'
import type { Refusal, RefusalCode } from '@beatbook/domain'
import { problemSentence } from '../../api.ts'
import type { FormError } from '../../ui/ErrorSummary.tsx'

/**
 * The field of a form that a refusal concerns: by the refusal's code, or for invalid input by its path in the
 * command.
 */
interface FieldsOf {
  readonly codes?: Partial<Record<RefusalCode, string>>
  readonly inputs?: Readonly<Record<string, string>>
}

/**
 * The error that a form shows for a failed command: at the field it concerns, otherwise only above the form.
 * A refusal that concerns the account, or an unreachable server, belongs to no field.
 */
export const formError = (error: unknown, fields: FieldsOf): FormError =>
  commandError(failureIn(error), fields)

/** Like `formError`, for a command that failed in the page or at the server. */
export const commandError = (
  { refusal, words }: CommandFailure,
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

/** Why a command failed: the refusal, `null` for other errors, and a sentence. */
export interface CommandFailure {
  readonly refusal: Refusal | null
  readonly words: string
}

/** The reason for a failed command in the server's answer. */
export const failureIn = (error: unknown): CommandFailure => ({
  refusal: refusalIn(error),
  words: problemSentence(error),
})
