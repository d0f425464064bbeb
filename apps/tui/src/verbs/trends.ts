import type { PlanView, Trends } from '@beatbook/contract'
import type { IsoDate } from '@beatbook/domain'
import { Option } from 'commander'
import { printData } from '../output/data.ts'
import { Stop } from '../output/exit.ts'
import { print } from '../output/print.ts'
import { callServer, connect } from '../session/connect.ts'
import { dayGiven, type TimeOptions, timesGiven } from './given.ts'
import { asAtOption, jsonOption, knownAtOption, type Verb } from './verb.ts'
import { narrowingTyped, whereOption } from './where.ts'

interface TrendsOptions extends TimeOptions {
  readonly from?: string
  readonly to?: string
  readonly by: 'declared' | 'computed'
  readonly where?: string
  readonly section?: string
  readonly owner?: string
  readonly json?: boolean
}

/** `beatbook trends PLAN`: counts by level over time, with the forecast marked. */
export const trendsVerb: Verb = (program) => {
  program
    .command('trends')
    .description('how many actions stood at each level over time, and what is to come if nobody writes')
    .argument('<plan>', 'a plan’s code')
    .option('--from <date>', 'from that day (a year back)')
    .option('--to <date>', 'to that day (91 days on)')
    .addOption(
      new Option('--by <which>', 'whose level counts').choices(['computed', 'declared']).default('computed'),
    )
    .option(...whereOption)
    .option('--section <words>', 'only a section, by its title or a part of it')
    .option('--owner <name>', 'only an owner’s actions')
    .option(...asAtOption)
    .option(...knownAtOption)
    .option(...jsonOption)
    .action(async (plan: string, options: TrendsOptions) => {
      const times = await timesGiven(options)
      const { addDays, nearestGivenDay, QUARTER_DAYS } = await import('@beatbook/domain')
      const { londonToday } = await import('../session/today.ts')
      const on = times.asAt ?? londonToday()
      const from = (await dayGiven(options.from, '--from')) ?? nearestGivenDay(addDays(on, -364))
      const to = (await dayGiven(options.to, '--to', 'future')) ?? nearestGivenDay(addDays(on, QUARTER_DAYS))
      if (to < from) throw new Stop('usage', 'The day after --to lies before the one after --from.')
      const client = connect()
      const isOfPart = options.where !== undefined || options.section !== undefined
      const view = isOfPart ? await callServer(() => client.plans.get.query({ plan })) : null
      const narrowing = await narrowingTyped(client, options.where, view)
      const section =
        view === null || options.section === undefined ? {} : { section: sectionGiven(view, options.section) }
      const question = {
        ...narrowing,
        plan,
        from,
        to,
        by: options.by,
        ...section,
        ...(options.owner ? { owner: options.owner } : {}),
        ...times,
      }
      const trends = await callServer(() => client.rating.trends.query(question))
      if (options.json) return printData('trends', { plan, from, to, ...trends }, times)
      await printTrends(trends, on)
    })
}

const printTrends = async (trends: Trends, on: IsoDate): Promise<void> => {
  const { dayShort, dayWords } = await import('@beatbook/domain/english')
  const { printTable } = await import('../output/print-table.ts')
  const { levelsIn } = await import('../rating/trend-lines.ts')
  const levels = levelsIn(trends)
  print(
    `${trends.by === 'declared' ? 'Declared' : 'By the rules'}; days after ${dayWords(on)} are a forecast, if nobody writes`,
  )
  // The days before the plan's first action are omitted.
  const began = Math.max(
    0,
    trends.points.findIndex(({ actions }) => actions > 0),
  )
  const rows = trends.points
    .slice(began)
    .map((point) => [
      dayShort(point.on),
      point.forecast ? 'forecast' : '',
      String(point.actions),
      ...levels.map(({ level }) => String(point.counts[level] ?? 0)),
    ])
  const columns = [
    { heading: 'ON' },
    { heading: '', drop: 1 },
    { heading: 'ACTIONS', right: true },
    ...levels.map(({ shape, letter }) => ({ heading: `${shape} ${letter}`, right: true })),
  ]
  printTable(columns, rows)
}

/** The id of the section with a title, or of the only one whose title has the words. Stops where there is none. */
const sectionGiven = ({ code, sections }: PlanView, words: string): string => {
  const wanted = words.toLowerCase()
  const found = sections.filter(({ title }) => title.toLowerCase().includes(wanted))
  const exact = found.find(({ title }) => title.toLowerCase() === wanted)
  const only = exact ?? (found.length === 1 ? found[0] : undefined)
  if (only) return only.id
  throw new Stop(
    found.length === 0 ? 'notFound' : 'usage',
    found.length === 0
      ? `${code} has no section “${words}”.`
      : `“${words}” is in several sections of ${code}.`,
    `Its sections: ${sections.map(({ title }) => title).join('; ')}.`,
  )
}
