import type { Undoable } from '../stream/undo.ts'
import { type ConversationState, evolveConversation } from './conversation.ts'
import type { ConversationEvent } from './events.ts'

/** How a command on a conversation is undone. Whose command it was is checked elsewhere. */
export const undoableConversation: Undoable<ConversationState, ConversationEvent> = {
  evolve: evolveConversation,
  changes: ({ type, facts }) => {
    switch (type) {
      case 'conversation-begun':
      case 'remark-made':
      case 'remark-edited':
      case 'remark-removed':
        return [`remark ${facts.remarkId}`]
      case 'conversation-settled':
      case 'conversation-reopened':
        return ['settled']
      case 'command-undone':
        return []
    }
  },
  follows: (state, event) => {
    if (event.type === 'command-undone') return true
    if (event.type === 'conversation-begun') return state === null
    if (state === null) return false
    if (event.type !== 'remark-edited' && event.type !== 'remark-removed') return true
    const remark = state.remarks.find(({ id }) => id === event.facts.remarkId)
    return remark !== undefined && remark.text !== null
  },
}
