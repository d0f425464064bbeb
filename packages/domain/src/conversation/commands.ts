import * as z from 'zod'
import { defineCommand } from '../command/definition.ts'
import { id } from '../id.ts'
import { givenText } from '../words/control.ts'
import { mentionsIn } from './mentions.ts'
import { conversationField, conversationSubject } from './subject.ts'

/** The most characters of a remark, and the most mentions in it. */
export const MOST_REMARK = 5_000
export const MOST_MENTIONS = 50

const text = givenText(MOST_REMARK)
  .min(1)
  .refine((words) => mentionsIn(words).length <= MOST_MENTIONS, { error: 'too-many' })
  .describe('The words. A mention is @[person:ID] or @[party:ID].')

const conversationId = id.describe('The conversation.')
const remarkId = id.describe('The remark.')

/** Begins a conversation about an action, a plan or a field of one, with its first remark. */
export const beginConversation = defineCommand({
  name: 'begin-conversation',
  input: z.object({
    commandId: id,
    conversationId: id,
    remarkId: id,
    subject: conversationSubject.describe('What it is about: an action or a plan, by its id.'),
    field: conversationField
      .optional()
      .describe('The field it is about. Leave it out for the subject as a whole.'),
    text,
  }),
  capability: 'edit',
  cli: 'comment add ADDRESS WORDS',
  on: 'action',
  makes: 'conversationId',
})

/** Adds a remark to a conversation. A settled one is open again. */
export const answerConversation = defineCommand({
  name: 'answer-conversation',
  input: z.object({ commandId: id, conversationId, remarkId: id, text }),
  capability: 'edit',
  cli: 'comment answer CONVERSATION WORDS',
  on: 'action',
  makes: 'remarkId',
})

/** Changes the words of a remark of one's own. It is marked as edited. */
export const editRemark = defineCommand({
  name: 'edit-remark',
  input: z.object({ commandId: id, conversationId, remarkId, text }),
  capability: 'edit',
  cli: 'comment edit REMARK WORDS',
  on: 'action',
})

/** Removes a remark of one's own: its words are shown no more, and it is marked as removed. */
export const removeRemark = defineCommand({
  name: 'remove-remark',
  input: z.object({ commandId: id, conversationId, remarkId }),
  capability: 'edit',
  cli: 'comment remove REMARK',
  on: 'action',
})

/** Settles a conversation: it is folded, and no longer counted as open. */
export const settleConversation = defineCommand({
  name: 'settle-conversation',
  input: z.object({ commandId: id, conversationId }),
  capability: 'edit',
  cli: 'comment settle CONVERSATION',
  on: 'action',
})

/** Opens a settled conversation again. */
export const reopenConversation = defineCommand({
  name: 'reopen-conversation',
  input: z.object({ commandId: id, conversationId }),
  capability: 'edit',
  cli: 'comment reopen CONVERSATION',
  on: 'action',
})

export type BeginConversation = z.input<typeof beginConversation.input>
export type AnswerConversation = z.input<typeof answerConversation.input>
export type EditRemark = z.input<typeof editRemark.input>
