import type * as z from 'zod'
import type { Id } from '../id.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { err, ok, type Result } from '../result.ts'
import type { DecideContext, Pending } from '../stream/event.ts'
import type {
  answerConversation,
  beginConversation,
  editRemark,
  removeRemark,
  reopenConversation,
  settleConversation,
} from './commands.ts'
import {
  type ConversationHistory,
  type ConversationState,
  foldConversation,
  type Remark,
} from './conversation.ts'
import type { ConversationEvent } from './events.ts'
import { type Mention, mentionMark, mentionsIn } from './mentions.ts'
import { isConversationField } from './subject.ts'

export type ConversationDecision = Result<Pending<ConversationEvent>[], Refusal>

/** What a decision to begin a conversation needs besides its history. */
export interface BeginKnown {
  /** Whether the subject exists. */
  readonly isThere: boolean
  /** The mentions of the words that mean nobody. */
  readonly missing: readonly Mention[]
  /** The codes of the force's own columns. */
  readonly columns: readonly string[]
}

/**
 * Decides to begin a conversation. Refused with `id-reused`, and `not-found` for a subject, a field or somebody
 * mentioned that does not exist.
 */
export const decideBeginConversation = (
  history: ConversationHistory,
  { conversationId, remarkId, subject, field, text }: z.output<typeof beginConversation.input>,
  { isThere, missing, columns }: BeginKnown,
  context: DecideContext,
): ConversationDecision => {
  if (history.length > 0) return err(refuse('id-reused', { id: conversationId }))
  if (!isThere) return err(refuse('not-found', { what: subject.kind, id: subject.id }))
  if (field !== undefined && !isConversationField(subject, field, columns))
    return err(refuse('not-found', { what: 'field', asked: field }))
  return said(conversationId, missing, context, {
    type: 'conversation-begun',
    v: 1,
    facts: { subject, field: field ?? null, remarkId, mentions: mentionsIn(text) },
    words: { text },
  })
}

/**
 * Decides to add a remark to a conversation. Refused with `not-found` for the conversation or somebody
 * mentioned, and with `id-reused`.
 */
export const decideAnswerConversation = (
  history: ConversationHistory,
  { conversationId, remarkId, text }: z.output<typeof answerConversation.input>,
  missing: readonly Mention[],
  context: DecideContext,
): ConversationDecision => {
  const state = foldConversation(history)
  if (state === null) return noConversation(conversationId)
  if (remarkIn(state, remarkId) !== null || history.some(({ facts }) => hasRemark(facts, remarkId)))
    return err(refuse('id-reused', { id: remarkId }))
  return said(conversationId, missing, context, {
    type: 'remark-made',
    v: 1,
    facts: { remarkId, mentions: mentionsIn(text) },
    words: { text },
  })
}

/**
 * Decides to change the words of a remark. Refused with `not-found` (also for a remark that was removed, and
 * for somebody mentioned for the first time), and `not-author`. No event where the words are the same.
 */
export const decideEditRemark = (
  history: ConversationHistory,
  { conversationId, remarkId, text }: z.output<typeof editRemark.input>,
  missing: readonly Mention[],
  context: DecideContext,
): ConversationDecision => {
  const found = ownRemark(history, conversationId, remarkId, context)
  if (!found.ok) return found
  if (found.value.text === text) return ok([])
  // Somebody who was mentioned before may have left since.
  const had = new Set(found.value.mentions.map(mentionMark))
  const unknown = missing.filter((each) => !had.has(mentionMark(each)))
  return said(conversationId, unknown, context, {
    type: 'remark-edited',
    v: 1,
    facts: { remarkId, mentions: mentionsIn(text) },
    words: { text },
  })
}

/** Decides to remove a remark. Refused with `not-found` and `not-author`. */
export const decideRemoveRemark = (
  history: ConversationHistory,
  { conversationId, remarkId }: z.output<typeof removeRemark.input>,
  context: DecideContext,
): ConversationDecision => {
  const found = ownRemark(history, conversationId, remarkId, context)
  if (!found.ok) return found
  return said(conversationId, [], context, {
    type: 'remark-removed',
    v: 1,
    facts: { remarkId },
    words: {},
  })
}

/** Decides to settle a conversation. Refused with `not-found`; no event where it is settled. */
export const decideSettleConversation = (
  history: ConversationHistory,
  { conversationId }: z.output<typeof settleConversation.input>,
  context: DecideContext,
): ConversationDecision => {
  const state = foldConversation(history)
  if (state === null) return noConversation(conversationId)
  if (state.settled !== null) return ok([])
  return said(conversationId, [], context, { type: 'conversation-settled', v: 1, facts: {}, words: {} })
}

/** Decides to open a settled conversation again. Refused with `not-found`; no event where it is open. */
export const decideReopenConversation = (
  history: ConversationHistory,
  { conversationId }: z.output<typeof reopenConversation.input>,
  context: DecideContext,
): ConversationDecision => {
  const state = foldConversation(history)
  if (state === null) return noConversation(conversationId)
  if (state.settled === null) return ok([])
  return said(conversationId, [], context, { type: 'conversation-reopened', v: 1, facts: {}, words: {} })
}

/** The event of a conversation, dated today; refused where it mentions somebody who is missing. */
const said = (
  conversationId: Id,
  missing: readonly Mention[],
  { today, newId }: DecideContext,
  event: ConversationEvent,
): ConversationDecision => {
  const [unknown] = missing
  if (unknown !== undefined) return err(refuse('not-found', { what: unknown.kind, id: unknown.id }))
  return ok([
    { ...event, id: newId(), stream: { kind: 'conversation', id: conversationId }, effectiveOn: today },
  ])
}

const noConversation = (id: Id): ConversationDecision =>
  err(refuse('not-found', { what: 'conversation', id }))

const remarkIn = (state: ConversationState, remarkId: Id): Remark | null =>
  state.remarks.find(({ id }) => id === remarkId) ?? null

const hasRemark = (facts: object, remarkId: Id): boolean => 'remarkId' in facts && facts.remarkId === remarkId

/** A remark that the person said and that is not removed. */
const ownRemark = (
  history: ConversationHistory,
  conversationId: Id,
  remarkId: Id,
  { actor }: DecideContext,
): Result<Remark, Refusal> => {
  const state = foldConversation(history)
  if (state === null) return err(refuse('not-found', { what: 'conversation', id: conversationId }))
  const remark = remarkIn(state, remarkId)
  if (remark === null || remark.text === null)
    return err(refuse('not-found', { what: 'remark', id: remarkId }))
  return remark.by === actor ? ok(remark) : err(refuse('not-author'))
}
