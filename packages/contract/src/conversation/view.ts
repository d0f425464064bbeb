import { conversationSubject, id, instant, mentionKinds } from '@beatbook/domain'
import * as z from 'zod'

const somebody = z.object({ id: z.string(), name: z.string() })

/** A person or a party that a remark mentions, or that it can mention, with the name of today. */
export const mentionView = z.object({ kind: z.enum(mentionKinds), id, name: z.string() })
export type MentionView = z.infer<typeof mentionView>

/** A remark in a conversation. */
export const remarkView = z.object({
  id,
  number: z.int().describe('Its place in the conversation, from 1.'),
  by: somebody,
  at: instant,
  text: z
    .string()
    .nullable()
    .describe('Its words, with @[person:ID] or @[party:ID] for each mention; null once it was removed.'),
  mentions: z.array(mentionView),
  edited: instant.nullable().describe('When its words were last edited.'),
  removed: instant.nullable().describe('When it was removed.'),
  commandId: id.describe('The command that added it.'),
})
export type RemarkView = z.infer<typeof remarkView>

/** A conversation about an action or a plan. */
export const conversationView = z.object({
  id,
  number: z.int().describe('Its place among the conversations about the same action or plan, from 1.'),
  subject: conversationSubject,
  field: z.string().nullable().describe('The field it is about; null for the subject as a whole.'),
  settled: z.object({ by: somebody, at: instant }).nullable().describe('Who settled it, and when.'),
  position: z.int().describe('The position of its newest entry in the record.'),
  remarks: z.array(remarkView),
})
export type ConversationView = z.infer<typeof conversationView>

/** The conversations about one subject: those that are open first, each group with the newest first. */
export const conversationsView = z.object({
  address: z.string().describe('The address of the action, or the code of the plan.'),
  subject: conversationSubject,
  conversations: z.array(conversationView),
})
export type ConversationsView = z.infer<typeof conversationsView>

/** How many conversations there are about a plan and about its actions. */
export const conversationCounts = z.object({
  plan: z.object({ open: z.int(), settled: z.int() }),
  actions: z
    .array(z.object({ id, address: z.string(), text: z.string(), open: z.int(), settled: z.int() }))
    .describe('The actions of the plan with conversations, in the order of the plan.'),
})
export type ConversationCounts = z.infer<typeof conversationCounts>

/** A remark that mentions the person who asks, or a party they answer for, and that they have not read. */
export const unreadMention = z.object({
  conversationId: id,
  remarkId: id,
  position: z.int().describe('What to send to mark it as read.'),
  number: z.int().describe('The number of the conversation.'),
  subject: conversationSubject,
  address: z.string().describe('The address of the action, or the code of the plan.'),
  title: z.string().describe('The words of the action, or the title of the plan.'),
  field: z.string().nullable(),
  settled: z.boolean(),
  by: somebody,
  at: instant,
  text: z.string(),
  mentions: z.array(mentionView),
  to: z.array(mentionView).describe('Those of the mentions by which it is in the list.'),
})
export type UnreadMention = z.infer<typeof unreadMention>

/** The unread mentions, the newest first, at most `MOST_UNREAD` of them, and how many there are. */
export const unreadMentions = z.object({ count: z.int(), mentions: z.array(unreadMention) })
export type UnreadMentions = z.infer<typeof unreadMentions>

/** The most unread mentions in one answer. */
export const MOST_UNREAD = 200
