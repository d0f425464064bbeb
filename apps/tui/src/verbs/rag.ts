import type { ActionRow } from '@beatbook/domain'
import { print, printJson } from '../output/print.ts'
import { asking, connect } from '../session/connect.ts'
import { printTurning, untilGiven } from './forecast.ts'
import { type TimesSaid, timesGiven, timesJson } from './given.ts'
import { asAtOption, jsonOption, knownAtOption, type Verb } from './verb.ts'

/** `beatbook rag PLAN`: a plan's two bars, where declared and computed disagree, and what turns next. */
export const ragVerb: Verb = (program) => {
  program
    .command('rag')
    .description('a plan’s levels: declared and by the rules, where the two disagree, and what turns next')
    .argument('<plan>', 'a plan’s code')
    .option('--until <date>', 'what turns up to and including that day (91 days on)')
    .option(...asAtOption)
    .option(...knownAtOption)
    .option(...jsonOption)
    .action(async (code: string, options: TimesSaid & { until?: string; json?: boolean }) => {
      const times = await timesGiven(options)
      const until = await untilGiven(options.until, times)
      const client = connect()
      const plan = await asking(() => client.plans.get.query({ plan: code, ...times }))
      const [page, turning] = await Promise.all([
        asking(() => client.actions.list.query({ plan: code, disagrees: true, limit: 500, ...times })),
        asking(() => client.rag.turning.query({ plan: code, until, ...times })),
      ])
      const { code: planCode, title, counts, scheme, computed, recalculating } = plan
      if (options.json)
        return printJson({
          ...timesJson(times),
          plan: { code: planCode, title, counts, scheme, computed, recalculating },
          disagreements: { count: page.count, actions: page.rows },
          until,
          turning,
        })
      const { barSentence, recalculatingWords, ruleBarSentence } = await import('@beatbook/presentation')
      print(`${planCode}  ${title}`)
      print(barSentence(counts))
      print(`${ruleBarSentence(computed)}${scheme ? ` (${scheme.title}, version ${scheme.version})` : ' (it has no rules on that day)'}`)
      if (recalculating) print(recalculatingWords(recalculating))
      print()
      await printDisagreements(page.rows, page.count)
      print()
      await printTurning(turning, until)
    })
}

const printDisagreements = async (rows: readonly ActionRow[], count: number): Promise<void> => {
  if (rows.length === 0) return print('Declared and computed agree throughout.')
  const { counted, dayShort, markOf, ruleMark } = await import('@beatbook/presentation')
  const { tableLines } = await import('../output/table.ts')
  print(`Declared and computed disagree: ${counted(count, 'action')}; “beatbook why ADDRESS” gives both reasons`)
  const sign = (mark: { shape: string; word: string }) => `${mark.shape} ${mark.word}`
  for (const line of tableLines(
    [{ heading: 'ADDRESS' }, { heading: 'DECLARED' }, { heading: 'BY RULES' }, { heading: 'SINCE' }, { heading: 'ACTION', flexible: true }],
    rows.map((row) => [
      row.address,
      sign(markOf(row.level ?? 'none')),
      sign(ruleMark(row.computed)),
      row.computed ? dayShort(row.computed.since) : '–',
      row.text,
    ]),
  ))
    print(line)
}
