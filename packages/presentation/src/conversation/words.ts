import type { ConversationsView, MentionView, RemarkView } from '@beatbook/contract'
import {
  type Column,
  type ConversationSubject,
  codeOfField,
  columnField,
  describedFieldNames,
  isConversationField,
  planFieldNames,
  remarkText,
  saidFieldNames,
} from '@beatbook/domain'
import { columnName, counted, fieldWords } from '@beatbook/domain/english'

type Columns = readonly Pick<Column, 'code' | 'title'>[]

const planFields: Readonly<Record<(typeof planFieldNames)[number], string>> = {
  title: 'Title',
  kind: 'Kind',
  sponsor: 'Sponsor',
  period: 'Period',
}

/** What a conversation is about, as a heading: "Owners", "Sponsor"; `null` for the subject as a whole. */
export const conversationAbout = (
  { kind }: Pick<ConversationSubject, 'kind'>,
  field: string | null,
  columns: Columns = [],
): string | null => {
  if (field === null) return null
  const code = codeOfField(field)
  if (code !== null) return columnName(code, columns)
  const titles: Readonly<Record<string, string>> =
    kind === 'plan'
      ? planFields
      : Object.fromEntries(Object.entries(fieldWords).map(([name, { title }]) => [name, title]))
  return titles[field] ?? field
}

/** The fields that a conversation about a subject can be about, each with its title. */
export const conversationFields = (
  kind: ConversationSubject['kind'],
  columns: Columns = [],
): readonly { readonly field: string; readonly title: string }[] => {
  const names: readonly string[] =
    kind === 'plan'
      ? planFieldNames
      : [...describedFieldNames, ...saidFieldNames, ...columns.map(({ code }) => columnField(code))]
  return names.map((field) => ({ field, title: conversationAbout({ kind }, field, columns) ?? field }))
}

/**
 * The field that typed words mean: its name or its title ("owner", "Owners", the title or the code of a column
 * of the force); `null` where they mean none.
 */
export const conversationFieldGiven = (
  kind: ConversationSubject['kind'],
  typed: string,
  columns: Columns = [],
): string | null => {
  const asked = typed.trim().toLowerCase()
  const codes = columns.map(({ code }) => code)
  const all = conversationFields(kind, columns)
  const found =
    all.find(({ field }) => field.toLowerCase() === asked) ??
    all.find(({ title }) => title.toLowerCase() === asked) ??
    all.find(({ field, title }) => [field, title].some((name) => name.toLowerCase() === `${asked}s`)) ??
    all.find(({ field }) => field === columnField(asked))
  return found !== undefined && isConversationField({ kind }, found.field, codes) ? found.field : null
}

/** The words of a remark for reading, with the names of those mentioned; "(removed)" once it was removed. */
export const remarkWords = ({ text, mentions }: Pick<RemarkView, 'text' | 'mentions'>): string =>
  text === null ? '(removed)' : mentionWords(text, mentions)

/** Words with `@` and a name for each mention. */
export const mentionWords = (text: string, mentions: readonly MentionView[]): string =>
  remarkText(
    text,
    ({ kind, id }) => mentions.find((each) => each.kind === kind && each.id === id)?.name ?? id,
  )

/** How many conversations are open and settled: "2 open, 1 settled"; "none yet" where there are none. */
export const conversationCountWords = ({
  conversations,
}: Pick<ConversationsView, 'conversations'>): string => {
  const settled = conversations.filter((each) => each.settled !== null).length
  const open = conversations.length - settled
  const parts = [...(open > 0 ? [`${open} open`] : []), ...(settled > 0 ? [`${settled} settled`] : [])]
  return parts.length === 0 ? 'none yet' : parts.join(', ')
}

/** The heading of unread mentions: "2 comments mention you". */
export const unreadHeading = (count: number): string =>
  `${counted(count, 'comment')} ${count === 1 ? 'mentions' : 'mention'} you or an owner you answer for`
