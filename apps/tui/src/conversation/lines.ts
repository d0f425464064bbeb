import type { ConversationsView, ConversationView, UnreadMention } from '@beatbook/contract'
import type { Column } from '@beatbook/domain'
import { instantWords } from '@beatbook/domain/english'
import { conversationAbout, mentionWords, remarkWords } from '@beatbook/presentation'

type Columns = readonly Pick<Column, 'code' | 'title'>[]

/** The lines of conversations: each with its address, what it is about and its remarks. */
export const conversationLines = (
  { address, conversations }: ConversationsView,
  columns: Columns,
): string[] =>
  conversations.flatMap((conversation, at) => [
    ...(at === 0 ? [] : ['']),
    headOf(address, conversation, columns),
    ...conversation.remarks.flatMap((remark) => [
      `  ${conversation.number}.${remark.number}  ${remark.by.name}, ${instantWords(remark.at)}${markOf(remark)}`,
      ...remarkWords(remark)
        .split('\n')
        .map((line) => `       ${line}`),
    ]),
  ])

const headOf = (address: string, { number, subject, field, settled }: ConversationView, columns: Columns) => {
  const about = conversationAbout(subject, field, columns)
  return [
    `${address}#${number}`,
    ...(about === null ? [] : [`about ${about}`]),
    settled === null ? 'open' : `settled by ${settled.by.name}, ${instantWords(settled.at)}`,
  ].join(' · ')
}

const markOf = ({ text, edited, removed }: ConversationView['remarks'][number]): string => {
  if (removed !== null) return ` · removed ${instantWords(removed)}`
  return edited === null || text === null ? '' : ` · edited ${instantWords(edited)}`
}

/** The lines of comments that mention somebody and are not read. */
export const mentionLines = (mentions: readonly UnreadMention[]): string[] =>
  mentions.flatMap((mention) => [
    `  ${mention.address}#${mention.number}  ${mention.by.name}, ${instantWords(mention.at)}: ${mention.title}`,
    ...mentionWords(mention.text, mention.mentions)
      .split('\n')
      .map((line) => `    ${line}`),
  ])
