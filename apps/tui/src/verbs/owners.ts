import type { PartyPage, PartyRow } from '@beatbook/contract'
import { type PartyKind, partyKinds } from '@beatbook/domain'
import { Option } from 'commander'
import { printData } from '../output/data.ts'
import { Stop } from '../output/exit.ts'
import { print, say } from '../output/print.ts'
import { callServer, connect } from '../session/connect.ts'
import { type TimeOptions, timesGiven } from './given.ts'
import { asAtOption, jsonOption, knownAtOption, type Verb } from './verb.ts'

interface OwnersOptions extends TimeOptions {
  readonly text?: string
  readonly kind?: PartyKind
  readonly sort: 'name' | 'actions' | 'red'
  readonly history?: boolean
  readonly alike?: boolean
  readonly vacant?: boolean
  readonly json?: boolean
}

/** `beatbook owners`: every owner with what it owns, or one of them. */
export const ownersVerb: Verb = (program) => {
  program
    .command('owners')
    .description('the owners of actions, each with what it owns, or one of them by any of its names')
    .argument('[owner]', 'the one to show')
    .option('--text <words>', 'only those with these words in a name')
    .addOption(new Option('--kind <kind>', 'only those of this kind').choices(partyKinds))
    .addOption(
      new Option('--sort <by>', 'what they are sorted by; the most first, or the names in order')
        .choices(['name', 'actions', 'red'])
        .default('name'),
    )
    .option('--history', 'what happened to one owner, oldest first')
    .option('--vacant', 'those with open actions and nobody there: posts without a holder, people who left')
    .option('--alike', 'those that may be the same and could be merged')
    .option(...asAtOption)
    .option(...knownAtOption)
    .option(...jsonOption)
    .action(async (owner: string | undefined, options: OwnersOptions) => {
      if (options.history && owner === undefined)
        throw new Stop('usage', '--history needs an owner.', '“beatbook owners” lists them.')
      if (options.vacant) return showVacant(options)
      if (options.alike) return showAlike(options.json === true)
      if (owner === undefined) return showAll(options)
      await (options.history ? showHistory(owner, options) : showOne(owner, options))
    })
}

const showAll = async (options: OwnersOptions): Promise<void> => {
  const times = await timesGiven(options)
  const { text, kind, sort } = options
  const client = connect()
  const owners: PartyRow[] = []
  const asked = { ...times, text, kind, sort, descending: sort !== 'name', limit: 500 }
  let after: string | undefined
  do {
    const page: PartyPage = await callServer(() => client.parties.list.query({ ...asked, after }))
    owners.push(...page.rows)
    after = page.next ?? undefined
  } while (after !== undefined)
  if (options.json) return printData('owners', { owners }, times)
  if (owners.length === 0)
    return say(text === undefined && kind === undefined ? 'No plan names an owner yet.' : 'No owner fits.')
  const { partyKindWords } = await import('@beatbook/presentation')
  const { printTable } = await import('../output/print-table.ts')
  printTable(
    [
      { heading: 'OWNER', flexible: true, least: 20 },
      { heading: 'ACTIONS', right: true },
      { heading: 'RED', right: true },
      { heading: 'DECLARED RED', right: true, drop: 1 },
      { heading: 'KIND', drop: 2 },
      { heading: 'HELD BY', flexible: true, least: 12, drop: 4 },
      { heading: 'ALSO CALLED', flexible: true, least: 12, drop: 3 },
    ],
    owners.map(({ name, actions, red, kind, holder, aliases }) => [
      name,
      String(actions),
      String(red.computed),
      String(red.declared),
      kind === null ? '–' : partyKindWords(kind),
      holder?.holder.name ?? '–',
      aliases.join('; ') || '–',
    ]),
  )
}

const showOne = async (owner: string, options: OwnersOptions): Promise<void> => {
  const times = await timesGiven(options)
  const view = await callServer(() => connect().parties.get.query({ owner, ...times }))
  if (options.json) return printData('owners OWNER', view, times)
  const { dayShort } = await import('@beatbook/domain/english')
  const {
    heldDays,
    leftSentence,
    nextNameSentence,
    ownedSentence,
    partyKindWords,
    successorSentence,
    vacantSentence,
  } = await import('@beatbook/presentation')
  const day = times.asAt ?? (await callServer(() => connect().session.me.query())).today
  const { printTable } = await import('../output/print-table.ts')
  const names = (all: readonly { readonly name: string }[]) => all.map(({ name }) => name).join('; ')
  say(view.name)
  const facts: readonly (readonly [string, string])[] = [
    ['kind', view.kind === null ? '' : partyKindWords(view.kind)],
    ['belongs to', view.parent?.name ?? ''],
    ['also called', view.aliases.join('; ')],
    [
      'names',
      view.names.length < 2
        ? ''
        : view.names.map(({ name, from }) => `${name} from ${dayShort(from)}`).join('; '),
    ],
    ['belonging to it', names(view.below)],
    ['merged into it', names(view.merged)],
    ...view.holders.map((held) => ['held by', `${held.holder.name}, ${heldDays(held, day)}`] as const),
    ...view.holds.map((held) => ['holds', `${held.post.name}, ${heldDays(held, day)}`] as const),
    ['account', view.account?.name ?? ''],
    ...view.succeeds.map(
      (before) => ['in place of', `${before.name} from ${dayShort(before.from)}`] as const,
    ),
  ]
  for (const [label, words] of facts) if (words !== '') say(`  ${label}: ${words}`)
  for (const words of [
    nextNameSentence(view, day),
    vacantSentence(view),
    leftSentence(view, day),
    successorSentence(view, day),
  ])
    if (words !== null) say(words)
  say(ownedSentence(view))
  if (view.plans.length === 0) return
  printTable(
    [{ heading: 'PLAN' }, { heading: 'ACTIONS', right: true }, { heading: 'TITLE', flexible: true }],
    view.plans.map(({ code, title, actions }) => [code, String(actions), title]),
  )
  say(`“beatbook actions --owner "${view.name}"” lists them.`)
}

const showHistory = async (owner: string, options: OwnersOptions): Promise<void> => {
  const times = await timesGiven(options)
  const { events, parties } = await callServer(() => connect().parties.history.query({ owner, ...times }))
  if (options.json) return printData('owners --history', { history: events, parties }, times)
  const { dayShort } = await import('@beatbook/domain/english')
  const { partyEntryReason, partyEntryWords } = await import('@beatbook/presentation')
  const names = new Map(parties.map(({ id, name }) => [id, name]))
  for (const entry of events) {
    const reason = partyEntryReason(entry)
    print(`${dayShort(entry.on)}  ${partyEntryWords(entry, (id) => names.get(id) ?? id)}  (${entry.by.name})`)
    if (reason !== null) print(`    ${reason}`)
  }
}

const showVacant = async (options: OwnersOptions): Promise<void> => {
  const times = await timesGiven(options)
  const vacant = await callServer(() => connect().parties.vacant.query(times))
  if (options.json) return printData('owners --vacant', { vacant }, times)
  const { vacancyCount, vacancySentence } = await import('@beatbook/presentation')
  const count = vacancyCount(vacant)
  if (count === null)
    return say('Every post that had a holder has one, and nobody who left owns an open action.')
  const { printTable } = await import('../output/print-table.ts')
  printTable(
    [
      { heading: 'OWNER', flexible: true, least: 16 },
      { heading: 'OPEN', right: true },
      { heading: 'BECAUSE', flexible: true, least: 16 },
    ],
    vacant.map((each) => [each.name, String(each.open), vacancySentence(each)]),
  )
  say(count)
}

const showAlike = async (json: boolean): Promise<void> => {
  const alike = await callServer(() => connect().parties.alike.query())
  if (json) return printData('owners --alike', { alike })
  if (alike.length === 0) return say('No two owners look the same.')
  const { likenessWords } = await import('@beatbook/presentation')
  const { printTable } = await import('../output/print-table.ts')
  printTable(
    [
      { heading: 'OWNER', flexible: true, least: 16 },
      { heading: 'MAY BE', flexible: true, least: 16 },
      { heading: 'BECAUSE', flexible: true, least: 16, drop: 1 },
    ],
    alike.map(({ keep, other, because }) => [
      `${other.name} (${other.actions})`,
      `${keep.name} (${keep.actions})`,
      likenessWords(because),
    ]),
  )
  say('“beatbook owner merge FIRST SECOND” merges two of them; nothing is merged by itself.')
}
