import type { Client } from '@beatbook/api/client'
import { markMentions, mentionMark, mentionsIn } from '@beatbook/domain'
import { commandOutcome, conversationFieldGiven, conversationFields } from '@beatbook/presentation'
import { v7 as uuid } from 'uuid'
import { columnsOfForce } from '../column/force.ts'
import { Stop } from '../output/exit.ts'
import { type Done, printOutcome } from '../output/outcome.ts'
import { say } from '../output/print.ts'
import { sayRemoved } from '../output/removed.ts'
import { callServer, connect } from '../session/connect.ts'
import { standardInput } from '../session/input.ts'
import { conversationGiven, conversationsAt } from './comments.ts'
import { jsonOption, type Verb } from './verb.ts'

interface Options {
  readonly json?: boolean
}

const wordsArgument = [
  '<words>',
  'what to write; @NAME mentions a person or an owner, “-” reads standard input',
] as const
const conversationArgument = [
  '<conversation>',
  'charter/32#2, as “beatbook comments charter/32” shows it',
] as const
const remarkArgument = ['<comment>', 'charter/32#2.3, as “beatbook comments charter/32” shows it'] as const

/** `beatbook comment …`: begin, answer, edit, remove, settle and reopen conversations. */
export const commentVerb: Verb = (program) => {
  const comment = program.command('comment').description('ask and answer about an action or a plan')
  comment
    .command('add')
    .description('begin a conversation about an action or a plan')
    .argument('<address>', 'an action, charter/32, or a plan, charter')
    .argument(...wordsArgument)
    .option('--field <field>', 'what of it, e.g. owner, timescale or a column of the force')
    .option(...jsonOption)
    .action(add)
  comment
    .command('answer')
    .description('answer in a conversation; a settled one is open again')
    .argument(...conversationArgument)
    .argument(...wordsArgument)
    .option(...jsonOption)
    .action(answer)
  comment
    .command('edit')
    .description('change the words of a comment of yours; it is marked as edited')
    .argument(...remarkArgument)
    .argument(...wordsArgument)
    .option(...jsonOption)
    .action(edit)
  comment
    .command('remove')
    .description('remove a comment of yours; that it was there stays')
    .argument(...remarkArgument)
    .option(...jsonOption)
    .action(remove)
  comment
    .command('settle')
    .description('settle a conversation')
    .argument(...conversationArgument)
    .option(...jsonOption)
    .action((typed: string, options: Options) => end('settle-conversation', typed, options))
  comment
    .command('reopen')
    .description('open a settled conversation again')
    .argument(...conversationArgument)
    .option(...jsonOption)
    .action((typed: string, options: Options) => end('reopen-conversation', typed, options))
}

const add = async (address: string, typed: string, options: Options & { field?: string }): Promise<void> => {
  const client = connect()
  const about = await callServer(() => conversationsAt(client, address))
  const field =
    options.field === undefined ? null : await fieldGiven(client, about.subject.kind, options.field)
  const words = await wordsGiven(client, typed)
  const [commandId, conversationId, remarkId] = [uuid(), uuid(), uuid()]
  const outcome = await callServer(() =>
    client.commands.beginConversation.mutate({
      commandId,
      conversationId,
      remarkId,
      subject: about.subject,
      ...(field === null ? {} : { field }),
      text: words.text,
    }),
  )
  const { conversations } = await callServer(() => conversationsAt(client, about.address))
  const number = conversations.find(({ id }) => id === conversationId)?.number ?? 1
  await done('begin-conversation', { commandId, outcome, json: options.json }, words, {
    conversation: `${about.address}#${number}`,
    conversationId,
    remarkId,
  })
}

const answer = async (typed: string, words: string, { json }: Options): Promise<void> => {
  const client = connect()
  const { address, conversation } = await callServer(() => conversationGiven(client, typed))
  const given = await wordsGiven(client, words)
  const [commandId, remarkId] = [uuid(), uuid()]
  const { id: conversationId, number } = conversation
  const outcome = await callServer(() =>
    client.commands.answerConversation.mutate({ commandId, conversationId, remarkId, text: given.text }),
  )
  await done('answer-conversation', { commandId, outcome, json }, given, {
    conversation: `${address}#${number}`,
    conversationId,
    remarkId,
  })
}

const edit = async (typed: string, words: string, { json }: Options): Promise<void> => {
  const client = connect()
  const found = await remarkGiven(client, typed)
  const given = await wordsGiven(client, words)
  const commandId = uuid()
  const outcome = await callServer(() =>
    client.commands.editRemark.mutate({ commandId, ...found.ids, text: given.text }),
  )
  await done('edit-remark', { commandId, outcome, json }, given, {
    conversation: found.conversation,
    ...found.ids,
  })
}

const remove = async (typed: string, { json }: Options): Promise<void> => {
  const client = connect()
  const { ids, conversation } = await remarkGiven(client, typed)
  const commandId = uuid()
  const outcome = await callServer(() => client.commands.removeRemark.mutate({ commandId, ...ids }))
  await done('remove-remark', { commandId, outcome, json }, null, { conversation, ...ids })
}

const end = async (
  name: 'settle-conversation' | 'reopen-conversation',
  typed: string,
  { json }: Options,
): Promise<void> => {
  const client = connect()
  const { address, conversation } = await callServer(() => conversationGiven(client, typed))
  const command = { commandId: uuid(), conversationId: conversation.id }
  const outcome = await callServer(() =>
    name === 'settle-conversation'
      ? client.commands.settleConversation.mutate(command)
      : client.commands.reopenConversation.mutate(command),
  )
  await done(name, { commandId: command.commandId, outcome, json }, null, {
    conversation: `${address}#${conversation.number}`,
    conversationId: conversation.id,
  })
}

/** A remark by its address; stops with exit 2 where only a conversation was given. */
const remarkGiven = async (client: Client, typed: string) => {
  const { address, conversation, remark } = await callServer(() => conversationGiven(client, typed))
  if (remark === null)
    throw new Stop(
      'usage',
      `“${typed}” is a conversation.`,
      `Say which comment of it: ${typed}.1 is the first, “beatbook comments ${address}” shows all.`,
    )
  return {
    ids: { conversationId: conversation.id, remarkId: remark.id },
    conversation: `${address}#${conversation.number}`,
  }
}

const fieldGiven = async (client: Client, kind: 'action' | 'plan', typed: string): Promise<string> => {
  const columns = await callServer(() => columnsOfForce(client))
  const field = conversationFieldGiven(kind, typed, columns)
  if (field !== null) return field
  const titles = conversationFields(kind, columns).map(({ title }) => title)
  throw new Stop('usage', `No field is called “${typed}”.`, `There are: ${titles.join(', ')}.`)
}

interface Words {
  readonly text: string
  readonly mentions: readonly string[]
}

/** The words as typed, with a mark for each `@NAME` that means a person or an owner, and their names. */
const wordsGiven = async (client: Client, given: string): Promise<Words> => {
  const typed = (given === '-' ? standardInput() : given).trim()
  if (typed === '') throw new Stop('usage', 'No words were given, so nothing was recorded.')
  await sayRemoved(typed)
  if (!typed.includes('@')) return { text: typed, mentions: [] }
  const known = await callServer(() => client.conversations.mentionable.query({ limit: MOST_NAMES }))
  const text = markMentions(typed, known)
  const names = new Map(known.map((each) => [mentionMark(each), each.name]))
  return { text, mentions: mentionsIn(text).map((each) => names.get(mentionMark(each)) ?? each.id) }
}

/** The most names that typed words are compared with. */
const MOST_NAMES = 1_000

const done = async (
  name: Parameters<typeof commandOutcome>[0],
  { commandId, outcome, json }: { commandId: string; outcome: Done; json: boolean | undefined },
  words: Words | null,
  about: Readonly<Record<string, unknown>> & { readonly conversation: string },
): Promise<void> => {
  const mentions = words === null ? {} : { mentions: words.mentions }
  if (json) return printOutcome(name, commandId, outcome, { ...about, ...mentions })
  say(`${about.conversation}: ${commandOutcome(name, outcome)}`)
  if (words !== null && words.mentions.length > 0) say(`It mentions ${words.mentions.join('; ')}.`)
  else if (words?.text.includes('@')) say('Nobody is called what follows “@”, so it stays as it is written.')
  if (!outcome.unchanged) say(`Undo it with “beatbook undo --command ${commandId}”.`)
}
