import * as z from 'zod'
import { id } from '../id.ts'
import { commandUndone } from '../stream/undone.ts'
import { mention } from './mentions.ts'
import { conversationField, conversationSubject } from './subject.ts'

const remark = { remarkId: id, mentions: z.array(mention) }
/** The words of a remark, with marks (`mentionMark`) in place of the names of those mentioned. */
const words = z.object({ text: z.string() })

/** The events of a conversation. */
export const conversationEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('conversation-begun'),
    v: z.literal(1),
    facts: z.object({ subject: conversationSubject, field: conversationField.nullable(), ...remark }),
    words,
  }),
  z.object({ type: z.literal('remark-made'), v: z.literal(1), facts: z.object(remark), words }),
  z.object({ type: z.literal('remark-edited'), v: z.literal(1), facts: z.object(remark), words }),
  z.object({
    type: z.literal('remark-removed'),
    v: z.literal(1),
    facts: z.object({ remarkId: id }),
    words: z.object({}),
  }),
  z.object({
    type: z.literal('conversation-settled'),
    v: z.literal(1),
    facts: z.object({}),
    words: z.object({}),
  }),
  z.object({
    type: z.literal('conversation-reopened'),
    v: z.literal(1),
    facts: z.object({}),
    words: z.object({}),
  }),
  commandUndone,
])
export type ConversationEvent = z.infer<typeof conversationEvent>
