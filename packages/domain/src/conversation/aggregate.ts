import { decided, defineAggregate } from '../aggregate/aggregate.ts'
import { eventsOfStream } from '../aggregate/need.ts'
import { settings } from '../area/needs.ts'
import type { Id } from '../id.ts'
import {
  answerConversation,
  beginConversation,
  editRemark,
  removeRemark,
  reopenConversation,
  settleConversation,
} from './commands.ts'
import { evolveConversation } from './conversation.ts'
import {
  decideAnswerConversation,
  decideBeginConversation,
  decideEditRemark,
  decideRemoveRemark,
  decideReopenConversation,
  decideSettleConversation,
} from './decide.ts'
import { type ConversationEvent, conversationEvent } from './events.ts'
import { mentionsIn } from './mentions.ts'
import { mentionsMissing, subjectThere } from './needs.ts'

const historyOf = (id: Id) => ({ history: eventsOfStream<ConversationEvent>('conversation', id) })
const historyAndMissing = ({ conversationId, text }: { conversationId: Id; text: string }) => ({
  ...historyOf(conversationId),
  missing: mentionsMissing(mentionsIn(text)),
})

/** A conversation as data. Its home is that of what it is about. */
export const conversationAggregate = defineAggregate({
  kind: 'conversation',
  home: 'plan',
  event: conversationEvent,
  evolve: evolveConversation,
  view: null,
  commands: {
    'begin-conversation': decided(beginConversation, {
      needs: (input) => ({
        ...historyAndMissing(input),
        isThere: subjectThere(input.subject),
        settings: settings(),
      }),
      decide: ({ history, isThere, missing, settings }, input, context) =>
        decideBeginConversation(
          history,
          input,
          { isThere, missing, columns: settings.columns.map(({ code }) => code) },
          context,
        ),
    }),
    'answer-conversation': decided(answerConversation, {
      needs: historyAndMissing,
      decide: ({ history, missing }, input, context) =>
        decideAnswerConversation(history, input, missing, context),
    }),
    'edit-remark': decided(editRemark, {
      needs: historyAndMissing,
      decide: ({ history, missing }, input, context) => decideEditRemark(history, input, missing, context),
    }),
    'remove-remark': decided(removeRemark, {
      needs: ({ conversationId }) => historyOf(conversationId),
      decide: ({ history }, input, context) => decideRemoveRemark(history, input, context),
    }),
    'settle-conversation': decided(settleConversation, {
      needs: ({ conversationId }) => historyOf(conversationId),
      decide: ({ history }, input, context) => decideSettleConversation(history, input, context),
    }),
    'reopen-conversation': decided(reopenConversation, {
      needs: ({ conversationId }) => historyOf(conversationId),
      decide: ({ history }, input, context) => decideReopenConversation(history, input, context),
    }),
  },
})
