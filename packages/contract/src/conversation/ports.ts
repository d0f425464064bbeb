import type { Id, ReadAt, Result } from '@beatbook/domain'
import type { AddressFailure } from '../action/ports.ts'
import type { ConversationCounts, ConversationsView, MentionView, UnreadMentions } from './view.ts'

/** How far a person has read a conversation: up to the entry at a position. */
export interface ReadMark {
  readonly id: Id
  readonly position: number
}

/** Reads conversations, and keeps how far each person has read them. */
export interface ConversationKeeper {
  /** The conversations about an action. */
  ofAction(address: string, at?: ReadAt): Promise<Result<ConversationsView, AddressFailure>>
  /** The conversations about a plan; `null` where there is no such plan. */
  ofPlan(plan: string, at?: ReadAt): Promise<ConversationsView | null>
  /** How many conversations there are about a plan and its actions; `null` where there is no such plan. */
  counts(plan: string): Promise<ConversationCounts | null>
  /** People and parties with these words in a name, those that begin with them first; at most `limit`. */
  mentionable(text: string, limit: number): Promise<MentionView[]>
  /** What mentions a person, or a party they answer for, and is not read. */
  unread(person: string): Promise<UnreadMentions>
  /** Marks what a person has read. A mark never goes back. */
  markRead(person: string, marks: readonly ReadMark[]): Promise<void>
}
