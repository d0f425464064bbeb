import type { Need } from '../aggregate/need.ts'
import type { Mention } from './mentions.ts'
import type { ConversationSubject } from './subject.ts'

/** Whether what a conversation is about exists. */
export const subjectThere = (
  subject: ConversationSubject,
): Need<'subject-there', readonly [ConversationSubject], boolean> => ({
  need: 'subject-there',
  args: [subject],
})

/** Those of some mentions whose person or party does not exist, or can no longer sign in. */
export const mentionsMissing = (
  mentions: readonly Mention[],
): Need<'mentions-missing', readonly [readonly Mention[]], readonly Mention[]> => ({
  need: 'mentions-missing',
  args: [mentions],
})
