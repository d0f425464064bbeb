import { refusalIn } from '@beatbook/api/client'
import type { Refusal, RefusalCode } from '@beatbook/domain'
import { refusalSentence } from '@beatbook/domain/english'
import { problemSentence } from '../../api.ts'
import type { FormError } from '../../ui/ErrorSummary.tsx'

/** Which field of a form a refusal is about: by the refusal's code, or for input that does not fit by its path in the command. */
interface FieldsOf {
  readonly codes?: Partial<Record<RefusalCode, string>>
  readonly inputs?: Readonly<Record<string, string>>
}

/**
 * The error a form shows for a command that failed: beside the field it is about, else above the form alone. A refusal that is about the
 * account, or a server that cannot be reached, is no fault of what stands in a field.
 */
export const formError = (error: unknown, fields: FieldsOf): FormError => {
  const refusal = refusalIn(error)
  return refusal === null ? { words: problemSentence(error) } : refusedForm(refusal, fields)
}

/** As `formError`, for a refusal that the domain's own rules gave before anything was sent. */
export const refusedForm = (refusal: Refusal, { codes = {}, inputs = {} }: FieldsOf): FormError => {
  const field = refusal.code === 'bad-input' ? inputs[String(refusal.args.path)] : codes[refusal.code]
  return { ...(field === undefined ? {} : { field }), words: refusalSentence(refusal) }
}
