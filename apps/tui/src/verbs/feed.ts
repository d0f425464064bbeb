import { type FeedView, feedTables } from '@beatbook/contract'
import type { FeedKind } from '@beatbook/domain'
import { v7 as uuid } from 'uuid'
import { printData } from '../output/data.ts'
import { Stop } from '../output/exit.ts'
import { print, say } from '../output/print.ts'
import { serverAddress } from '../session/address.ts'
import { callServer, connect } from '../session/connect.ts'
import { jsonOption, type Verb } from './verb.ts'

/** `beatbook feed …`: secret addresses of calendars and data. */
export const feedVerb: Verb = (program) => {
  const feed = program
    .command('feed')
    .description('secret addresses that a calendar program, Excel or Power BI can open without a sign-in')

  feed
    .command('list')
    .description('your feeds, with their last use')
    .option('--everybody', 'those of everybody; for administrators')
    .option(...jsonOption)
    .action(async ({ everybody, json }: { everybody?: boolean; json?: boolean }) => {
      const { feeds: asked } = connect()
      const feeds = await callServer(() => (everybody ? asked.everybody.query() : asked.list.query()))
      if (json) return printData('feed list', { feeds })
      if (feeds.length === 0)
        return say('There is no feed. Make one with “beatbook feed add --calendar” or “--data”.')
      const { printTable } = await import('../output/print-table.ts')
      printTable(
        [
          { heading: 'NAME', flexible: true },
          { heading: 'GIVES', flexible: true },
          ...(everybody ? [{ heading: 'WHOSE', flexible: true }] : []),
          { heading: 'MADE' },
          { heading: 'LAST USED' },
        ],
        feeds.map((one) => [
          one.name,
          givesWords(one),
          ...(everybody ? [one.person.name] : []),
          one.madeAt.slice(0, 10),
          one.usedAt === null ? 'never' : `${one.usedAt.slice(0, 16).replace('T', ' ')} UTC`,
        ]),
      )
    })

  feed
    .command('add')
    .description('make a feed and print its address, once: it cannot be shown again')
    .option('--calendar', 'a calendar of last days: of your work, or of a plan')
    .option('--data', 'tables of facts: of a plan, or of everything that you may read')
    .option('--plan <code>', 'only this plan')
    .option('--with-words', 'the calendar says what the actions are, not only where')
    .option('--name <name>', 'what to call it')
    .option(...jsonOption)
    .action(add)

  feed
    .command('end')
    .description('end a feed: its address opens nothing any more, and cannot be had back')
    .argument('<feed>', 'its name or id')
    .option(...jsonOption)
    .action(async (given: string, { json }: { json?: boolean }) => {
      const one = await feedGiven(given)
      await callServer(() => connect().feeds.end.mutate({ commandId: uuid(), id: one.id }))
      if (json) return printData('feed end', { id: one.id, name: one.name, ended: true })
      say(`The feed “${one.name}” has ended. Its address opens nothing any more.`)
    })
}

interface AddOptions {
  readonly calendar?: boolean
  readonly data?: boolean
  readonly plan?: string
  readonly withWords?: boolean
  readonly name?: string
  readonly json?: boolean
}

const add = async ({ calendar, data, plan, withWords = false, name, json }: AddOptions): Promise<void> => {
  if ((calendar === true) === (data === true))
    throw new Stop('usage', 'Say what the address is to give.', 'Use --calendar or --data.')
  if (withWords && data === true)
    throw new Stop('usage', '--with-words is for calendars.', 'Data always have the words of the actions.')
  const kind: FeedKind = calendar === true ? 'calendar' : 'data'
  const client = connect()
  const known = plan === undefined ? null : await callServer(() => client.plans.get.query({ plan }))
  const usual = `${kind === 'calendar' ? 'Calendar' : 'Data'}${known === null ? '' : ` of ${known.code}`}`
  const id = uuid()
  const made = await callServer(() =>
    client.feeds.make.mutate({
      ...{ id, kind, planId: known?.id ?? null, withWords, name: name ?? usual },
    }),
  )
  const address = `${serverAddress().url.replace(/\/$/, '')}${made.path}`
  const tables = kind === 'data' ? feedTables.map((table) => `${address}${table}.csv`) : []
  if (json)
    return printData('feed add', {
      id,
      name: name ?? usual,
      kind,
      plan: known?.code ?? null,
      address,
      tables,
    })
  for (const one of kind === 'calendar' ? [address] : tables) print(one)
  say(
    'Keep this address: it cannot be shown again. Whoever has it reads what you may read, without signing in. “beatbook feed end” ends it.',
  )
}

/** What a feed gives, in words. */
const givesWords = ({ kind, plan, withWords }: FeedView): string => {
  if (kind === 'calendar')
    return `calendar of ${plan === null ? 'one’s own work' : (plan.code ?? 'a plan')}${withWords ? ', with words' : ''}`
  return `data of ${plan === null ? 'everything' : (plan.code ?? 'a plan')}`
}

/** One’s own feed with a name or id, or as an administrator anybody’s with an id. */
const feedGiven = async (given: string): Promise<Pick<FeedView, 'id' | 'name'>> => {
  const own = await callServer(() => connect().feeds.list.query())
  const named = own.filter((one) => one.id === given || one.name === given)
  const [only] = named
  if (only !== undefined && named.length === 1) return only
  if (named.length > 1)
    throw new Stop(
      'usage',
      `${named.length} of your feeds are called “${given}”.`,
      'Give the id of one: “beatbook feed list --json” has them.',
    )
  // Whether there is one that belongs to somebody else is decided by the server.
  if (/^[0-9a-f-]{36}$/.test(given)) return { id: given, name: given }
  throw new Stop('notFound', `You have no feed “${given}”.`, '“beatbook feed list” has their names.')
}
