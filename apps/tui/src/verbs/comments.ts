import type { Client } from '@beatbook/api/client'
import type { ConversationsView, ConversationView } from '@beatbook/contract'
import { columnsOfForce } from '../column/force.ts'
import { printData } from '../output/data.ts'
import { Stop } from '../output/exit.ts'
import { print, say } from '../output/print.ts'
import { callServer, connect } from '../session/connect.ts'
import { type TimeOptions, type Times, timesGiven } from './given.ts'
import { asAtOption, jsonOption, knownAtOption, type Verb } from './verb.ts'

/** `beatbook comments ADDRESS`: the conversations about an action or a plan. */
export const commentsVerb: Verb = (program) => {
  program
    .command('comments')
    .description('the conversations about an action or a plan, those that are open first')
    .argument('<address>', 'an action, charter/32, or a plan, charter')
    .option(...asAtOption)
    .option(...knownAtOption)
    .option(...jsonOption)
    .action(async (address: string, options: TimeOptions & { json?: boolean }) => {
      const times = await timesGiven(options)
      const client = connect()
      const known = await callServer(() => conversationsAt(client, address, times))
      if (options.json) return printData('comments', known, times)
      if (known.conversations.length === 0)
        return say(
          `No conversation about ${known.address} yet. Begin one with “beatbook comment add ${known.address} "WORDS"”.`,
        )
      const columns = await callServer(() => columnsOfForce(client))
      const { conversationLines } = await import('../conversation/lines.ts')
      for (const line of conversationLines(known, columns)) print(line)
    })
}

/**
 * The conversations about what an address means: an action where it has a slash, otherwise a plan by its code,
 * or an action by its bare ref. Rejects where the server knows neither.
 */
export const conversationsAt = async (
  client: Client,
  address: string,
  times: Times = {},
): Promise<ConversationsView> => {
  if (!address.includes('/')) {
    const plans = await client.plans.list.query(times)
    const plan = plans.find(({ id, code }) => id === address || code === address.toLowerCase())
    if (plan !== undefined) return client.conversations.ofPlan.query({ plan: plan.code, ...times })
  }
  return client.conversations.ofAction.query({ address, ...times })
}

/** A conversation, and perhaps a remark of it, with the address that means it. */
export interface FoundConversation {
  readonly address: string
  readonly conversation: ConversationView
  readonly remark: ConversationView['remarks'][number] | null
}

/**
 * The conversation that `charter/32#2` means, and the remark that `charter/32#2.3` means. Rejects where the
 * server knows no such action or plan; stops with exit 2 where it is written otherwise, and with 5 where there
 * is no such conversation or remark.
 */
export const conversationGiven = async (client: Client, typed: string): Promise<FoundConversation> => {
  const [, about = '', number, place] = /^(.+)#(\d+)(?:\.(\d+))?$/.exec(typed) ?? []
  if (number === undefined)
    throw new Stop(
      'usage',
      `“${typed}” is no conversation.`,
      'Write it as charter/32#2, or a comment in it as charter/32#2.3; “beatbook comments charter/32” shows them.',
    )
  const { address, conversations } = await conversationsAt(client, about)
  const conversation = conversations.find((each) => each.number === Number(number))
  const remark = conversation?.remarks.find((each) => each.number === Number(place))
  if (conversation === undefined || (place !== undefined && remark === undefined))
    throw new Stop(
      'notFound',
      `There is no ${conversation === undefined ? 'conversation' : 'comment'} ${typed}.`,
      `“beatbook comments ${address}” shows those there are.`,
    )
  return { address, conversation, remark: remark ?? null }
}
