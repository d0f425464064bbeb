import { foldWords } from '@beatbook/domain'
import { printData } from '../output/data.ts'
import { Stop } from '../output/exit.ts'
import { print, say } from '../output/print.ts'
import { callServer, connect } from '../session/connect.ts'
import { collect, type TimeOptions, timesGiven } from './given.ts'
import { asAtOption, jsonOption, knownAtOption, type Verb } from './verb.ts'

interface MineOptions extends TimeOptions {
  readonly answerFor?: string[]
  readonly parties?: boolean
  readonly markRead?: boolean
  readonly json?: boolean
}

/** `beatbook mine`: the work waiting for the person who is signed in, by the owners they answer for. */
export const mineVerb: Verb = (program) => {
  program
    .command('mine')
    .description(
      'what waits for you: comments that mention you, late, due in four weeks, returned, silent, disagreeing',
    )
    .option('--parties', 'the owners there are, and which you answer for')
    .option(
      '--answer-for <name>',
      'say which owners you answer for, in place of those before; may be repeated',
      collect,
    )
    .option('--mark-read', 'mark the comments that mention you as read')
    .option(...asAtOption)
    .option(...knownAtOption)
    .option(...jsonOption)
    .action(async (options: MineOptions) => {
      if (options.answerFor) return answerFor(options.answerFor, options.json ?? false)
      if (options.parties) return showParties(options.json ?? false)
      await (options.markRead ? markRead(options) : showWork(options))
    })
}

const showWork = async (options: MineOptions): Promise<void> => {
  const times = await timesGiven(options)
  const client = connect()
  const work = await callServer(() => client.work.mine.query(times))
  const unread = await callServer(() => client.work.mentions.query())
  if (options.json) {
    const { asAt, ...lists } = work
    return printData('mine', { ...lists, mentions: unread }, { ...times, asAt })
  }
  if (unread.count > 0) {
    const { unreadHeading } = await import('@beatbook/presentation')
    const { mentionLines } = await import('../conversation/lines.ts')
    print(unreadHeading(unread.count))
    for (const line of mentionLines(unread.mentions)) print(line)
    say('“beatbook mine --mark-read” marks them as read.')
    print()
  }
  if (work.parties.length === 0)
    return say(
      'Nobody has said which owner you are, and you answer for none yet. “beatbook mine --parties” lists them; choose with “beatbook mine --answer-for NAME”.',
    )
  const { listed } = await import('@beatbook/domain/english')
  const { workLists } = await import('../work/lists.ts')
  const { printTable } = await import('../output/print-table.ts')
  const lists = workLists(work)
  const { mineSentence, whyMine } = await import('@beatbook/presentation')
  say(`Yours because: ${listed(work.parties.map(mineSentence))}.`)
  if (lists.length === 0) return say('Nothing waits for you.')
  for (const [at, { heading, rows }] of lists.entries()) {
    if (at > 0) print()
    print(`${heading} (${rows.length})`)
    const columns = [
      { heading: 'ADDRESS' },
      { heading: 'ACTION', flexible: true },
      { heading: 'BECAUSE', flexible: true },
    ]
    printTable(
      columns,
      rows.map(({ row, says }) => {
        const why = whyMine(row, work.parties)
        return [row.address, row.text, why === null ? says : `${says}; ${why}`]
      }),
      '  ',
    )
  }
}

/** Marks the comments that mention the person as read, and shows what else waits. */
const markRead = async (options: MineOptions): Promise<void> => {
  const client = connect()
  const { count, mentions } = await callServer(() => client.work.mentions.query())
  const conversations = mentions.map(({ conversationId: id, position }) => ({ id, position }))
  await callServer(() => client.work.markRead.mutate({ conversations }))
  if (options.json) return showWork(options)
  if (count === 0) return say('No comment that mentions you is unread.')
  const { counted } = await import('@beatbook/domain/english')
  say(`${counted(mentions.length, 'comment')} marked as read.`)
}

const showParties = async (json: boolean): Promise<void> => {
  const parties = await callServer(() => connect().work.parties.query())
  if (json) return printData('mine --parties', { parties })
  if (parties.length === 0) return say('No plan names an owner yet.')
  const { printTable } = await import('../output/print-table.ts')
  const rows = parties.map(({ name, actions, mine }) => [mine ? 'yes' : '', String(actions), name])
  printTable(
    [{ heading: 'YOURS' }, { heading: 'ACTIONS', right: true }, { heading: 'OWNER', flexible: true }],
    rows,
  )
}

const answerFor = async (names: readonly string[], json: boolean): Promise<void> => {
  const client = connect()
  const parties = await callServer(() => client.work.parties.query())
  const chosen = names.map((name) => {
    const wanted = foldWords(name)
    const exact = parties.find((party) => foldWords(party.name) === wanted)
    const near = parties.filter((party) => foldWords(party.name).includes(wanted))
    const party = exact ?? (near.length === 1 ? near[0] : undefined)
    if (party) return party
    if (near.length > 1)
      throw new Stop(
        'usage',
        `“${name}” may be any of: ${near.map((each) => each.name).join('; ')}.`,
        'Write it in full.',
      )
    throw new Stop('notFound', `No owner is called “${name}”.`, '“beatbook mine --parties” lists them.')
  })
  const ids = chosen.map(({ id }) => id)
  await callServer(() => client.work.answerFor.mutate({ parties: ids }))
  if (json)
    return printData('mine --parties', {
      parties: parties.map((party) => ({ ...party, mine: ids.includes(party.id) })),
    })
  const { listed } = await import('@beatbook/domain/english')
  say(`You answer for ${listed(chosen.map(({ name }) => name))}. “beatbook mine” shows what waits for you.`)
}
