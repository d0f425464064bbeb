import type { ConversationsView } from '@beatbook/contract'
import type { Column } from '@beatbook/domain'
import { instantWords } from '@beatbook/domain/english'
import { conversationAbout, remarkWords } from '@beatbook/presentation'
import { blank, lines, type PageLine } from '../../output/page.ts'

/** Conversations as lines of a page; each line leads to its conversation. */
export const talkLines = (
  { conversations }: ConversationsView,
  columns: readonly Column[],
  width: number,
): PageLine[] =>
  conversations.length === 0
    ? lines('Nobody has said anything yet. Press b to begin a conversation.', width)
    : conversations.flatMap(({ id, number, subject, field, settled, remarks }, at) => {
        const about = conversationAbout(subject, field, columns)
        const head = [
          `#${number}`,
          ...(about === null ? [] : [`about ${about}`]),
          settled === null ? 'open' : `settled by ${settled.by.name}, ${instantWords(settled.at)}`,
        ].join(' · ')
        return [
          ...(at === 0 ? [] : [blank]),
          ...lines(head, width, 'heading'),
          ...remarks.flatMap((remark) => [
            ...lines(
              `${remark.by.name}, ${instantWords(remark.at)}${remark.edited !== null && remark.text !== null ? ' · edited' : ''}`,
              width,
              'quiet',
              2,
            ),
            ...remarkWords(remark)
              .split('\n')
              .flatMap((words) => lines(words, width, 'plain', 4)),
          ]),
        ].map((line) => ({ ...line, opens: id }))
      })
