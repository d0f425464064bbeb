import * as z from 'zod'
import { describedFieldNames, saidFieldNames } from '../action/fields.ts'
import { codeOfField } from '../column/field.ts'
import { id } from '../id.ts'
import { givenLine } from '../words/control.ts'

/** What a conversation can be about. */
export const conversationSubjectKinds = ['action', 'plan'] as const

/** What a conversation is about. Its home, on which rights are granted, is that of its subject. */
export const conversationSubject = z.object({ kind: z.enum(conversationSubjectKinds), id })
export type ConversationSubject = z.infer<typeof conversationSubject>

/** The field that a conversation is about: its name, or `column CODE` for a force's own column. */
export const conversationField = givenLine(60).min(1)

/** The fields of a plan that a conversation can be about. */
export const planFieldNames = ['title', 'kind', 'sponsor', 'period'] as const

/**
 * The fields of a subject that a conversation can be about, with the force's own columns (their codes) for an
 * action.
 */
export const isConversationField = (
  { kind }: Pick<ConversationSubject, 'kind'>,
  field: string,
  columns: readonly string[],
): boolean => {
  if (kind === 'plan') return (planFieldNames as readonly string[]).includes(field)
  const code = codeOfField(field)
  if (code !== null) return columns.includes(code)
  return ([...describedFieldNames, ...saidFieldNames] as readonly string[]).includes(field)
}
