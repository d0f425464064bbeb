import type { ActionRow } from '@beatbook/contract'
import { printData } from '../output/data.ts'
import { wantsAll } from '../output/format.ts'
import { paperWidth } from '../output/paper.ts'
import { print, say } from '../output/print.ts'
import { callServer, connect } from '../session/connect.ts'
import { listActions, listTurning } from '../session/pages.ts'
import { printTurning, untilGiven } from './forecast.ts'
import { type TimeOptions, type Times, timesGiven } from './given.ts'
import { asAtOption, jsonOption, knownAtOption, type Verb } from './verb.ts'

/**
 * `beatbook rag PLAN`: a plan's two bars, where declared and computed levels disagree, and the next changes
 * of level.
 */
export const ragVerb: Verb = (program) => {
  program
    .command('rag')
    .description('a plan’s levels: declared and by the rules, where the two disagree, and what turns next')
    .argument('<plan>', 'a plan’s code')
    .option('--until <date>', 'what turns up to and including that day (91 days on)')
    .option(...asAtOption)
    .option(...knownAtOption)
    .option(...jsonOption)
    .action(async (code: string, options: TimeOptions & { until?: string; json?: boolean }) => {
      const times = await timesGiven(options)
      const until = await untilGiven(options.until, times)
      const client = connect()
      const plan = await callServer(() => client.plans.get.query({ plan: code, ...times }))
      const [page, turning] = await Promise.all([
        listActions(
          client,
          { plan: code, disagrees: true, ...times },
          options.json || wantsAll(false) ? Number.POSITIVE_INFINITY : MOST_REASONS,
        ),
        listTurning(client, { plan: code, until, ...times }),
      ])
      const { code: planCode, title, counts, ragRules, computed, recalculating } = plan
      const disagreeing = page.total ?? page.rows.length
      const { agreementSentence, barSentence, recalculatingWords, ruleBarSentence } = await import(
        '@beatbook/presentation'
      )
      if (options.json) {
        if (recalculating) say(recalculatingWords(recalculating), 'recalculating')
        return printData(
          'rag',
          {
            plan: { code: planCode, title, counts, ragRules, computed, recalculating },
            disagreements: { count: disagreeing, actions: [...page.rows] },
            until,
            turning,
          },
          times,
        )
      }
      print(`${planCode}  ${title}`)
      print(barSentence(counts))
      print(
        `${ruleBarSentence(computed)}${ragRules ? ` (${ragRules.title}, version ${ragRules.version})` : ' (it has no rules on that day)'}`,
      )
      if (recalculating) print(recalculatingWords(recalculating))
      const newest = ragRules && (await callServer(() => client.ragRules.get.query({ code: ragRules.code })))
      if (ragRules && newest && newest.version > ragRules.version)
        print(
          `There is a version ${newest.version} of these rules: “beatbook rules test ${ragRules.code} --plan ${planCode}” says what it would change.`,
        )
      print()
      if (page.rows.length === 0) print(agreementSentence(counts))
      else await printDisagreements(client, page.rows, disagreeing, times)
      print()
      await printTurning(turning, until)
    })
}

/** The most disagreements printed with both reasons; each needs one query. */
const MOST_REASONS = 100

const printDisagreements = async (
  client: ReturnType<typeof connect>,
  rows: readonly ActionRow[],
  count: number,
  times: Times,
): Promise<void> => {
  const { counted, disagreementSentence, fullStop } = await import('@beatbook/domain/english')
  const { lines } = await import('../output/page.ts')
  const width = paperWidth()
  const whys = await Promise.all(
    rows
      .slice(0, MOST_REASONS)
      .map((row) => callServer(() => client.rating.why.query({ address: row.address, ...times }))),
  )
  print(`Declared and computed disagree: ${counted(count, 'action')}`)
  for (const why of whys) {
    for (const { text } of lines(`${why.address}  ${why.text}`, width, 'plain', 2)) print(text)
    for (const { text } of lines(fullStop(disagreementSentence(why) ?? ''), width, 'plain', 6)) print(text)
  }
  if (count > whys.length)
    say(`${counted(count - whys.length, 'more action')}: “beatbook actions PLAN --disagrees” lists them.`)
}
