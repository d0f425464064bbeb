import type { Instant } from '../calendar/date.ts'
import type { Id } from '../id.ts'
import type { Recorded } from '../stream/event.ts'
import { standing } from '../stream/standing.ts'
import type { ConversationEvent } from './events.ts'
import { type Mention, mentionMark } from './mentions.ts'
import type { ConversationSubject } from './subject.ts'

/** A mention in a remark, with the position of the event since which it has been there. */
export interface RemarkMention extends Mention {
  readonly position: number
}

/** A remark in a conversation. */
export interface Remark {
  readonly id: Id
  /** Who said it. Only this person edits or removes it. */
  readonly by: Id
  readonly at: Instant
  readonly commandId: Id
  /** The words with marks for mentions; `null` once it is removed. */
  readonly text: string | null
  readonly mentions: readonly RemarkMention[]
  /** When the words were last edited; `null` where they never were. */
  readonly edited: Instant | null
  readonly removed: Instant | null
}

/** Remarks about a subject, the oldest first. */
export interface ConversationState {
  readonly id: Id
  readonly subject: ConversationSubject
  /** The field it is about; `null` where it is about the subject as a whole. */
  readonly field: string | null
  readonly remarks: readonly Remark[]
  /** Who settled it and when; `null` while it is open. */
  readonly settled: { readonly by: Id; readonly at: Instant } | null
}

/** All events of a conversation. */
export type ConversationHistory = readonly Recorded<ConversationEvent>[]

/**
 * The next state of a conversation. Total: an event that cannot apply leaves it as it was. An answer reopens a
 * settled conversation. A remark or an edit that is undone leaves its mark: removed, edited.
 */
export const evolveConversation = (
  state: ConversationState | null,
  event: Recorded<ConversationEvent>,
): ConversationState | null => {
  if (event.type === 'conversation-begun') {
    if (state !== null) return state
    const { subject, field } = event.facts
    return { id: event.stream.id, subject, field, remarks: [remarkOf(event)], settled: null }
  }
  if (state === null) return null
  switch (event.type) {
    case 'remark-made':
      if (state.remarks.some(({ id }) => id === event.facts.remarkId)) return state
      return { ...state, remarks: [...state.remarks, remarkOf(event)], settled: null }
    case 'remark-edited':
      return changed(state, event.facts.remarkId, (remark) =>
        remark.text === null
          ? remark
          : {
              ...remark,
              text: event.words.text,
              mentions: event.facts.mentions.map(
                (each) =>
                  remark.mentions.find((before) => mentionMark(before) === mentionMark(each)) ?? {
                    ...each,
                    position: event.position,
                  },
              ),
              edited: event.recordedAt,
            },
      )
    case 'remark-removed':
      return changed(state, event.facts.remarkId, (remark) => removed(remark, event.recordedAt))
    case 'conversation-settled':
      return state.settled === null ? { ...state, settled: { by: event.actor, at: event.recordedAt } } : state
    case 'conversation-reopened':
      return state.settled === null ? state : { ...state, settled: null }
    case 'command-undone': {
      const undone = event.undone as ConversationHistory[number] | undefined
      if (undone?.type === 'remark-made')
        return state.remarks.some(({ id }) => id === undone.facts.remarkId)
          ? state
          : { ...state, remarks: [...state.remarks, removed(remarkOf(undone), event.recordedAt)] }
      if (undone?.type === 'remark-edited')
        return changed(state, undone.facts.remarkId, (remark) =>
          remark.text === null ? remark : { ...remark, edited: event.recordedAt },
        )
      return state
    }
  }
}

type Said = Extract<Recorded<ConversationEvent>, { type: 'conversation-begun' | 'remark-made' }>

const remarkOf = ({ facts, words, actor, recordedAt, commandId, position }: Said): Remark => ({
  id: facts.remarkId,
  by: actor,
  at: recordedAt,
  commandId,
  text: words.text,
  mentions: facts.mentions.map((each) => ({ ...each, position })),
  edited: null,
  removed: null,
})

const removed = (remark: Remark, at: Instant): Remark =>
  remark.text === null ? remark : { ...remark, text: null, mentions: [], removed: at }

const changed = (
  state: ConversationState,
  remarkId: Id,
  change: (remark: Remark) => Remark,
): ConversationState => ({
  ...state,
  remarks: state.remarks.map((remark) => (remark.id === remarkId ? change(remark) : remark)),
})

/** The conversation after all of `history`, in any order of arrival; `null` when it does not exist. */
export const foldConversation = (history: ConversationHistory): ConversationState | null =>
  standing(history).reduce(evolveConversation, null as ConversationState | null)

/**
 * The conversation after `seen`, a part of `history`, without the words of remarks that were removed since:
 * those are shown at no date and no instant.
 */
export const conversationSeen = (
  history: ConversationHistory,
  seen: ConversationHistory,
): ConversationState | null => {
  const then = foldConversation(seen)
  if (then === null || seen.length === history.length) return then
  const now = new Map(foldConversation(history)?.remarks.map((remark) => [remark.id, remark]))
  return {
    ...then,
    remarks: then.remarks.map((remark) => {
      const current = now.get(remark.id)
      if (current === undefined) return { ...remark, text: null, mentions: [] }
      return current.text === null
        ? { ...remark, text: null, mentions: [], removed: current.removed }
        : remark
    }),
  }
}
