import { printData } from '../output/data.ts'
import { Stop } from '../output/exit.ts'
import { paperWidth } from '../output/paper.ts'
import { print, say } from '../output/print.ts'
import { wrap } from '../output/table.ts'
import { callServer, connect } from '../session/connect.ts'
import { type TimeOptions, timesGiven } from './given.ts'
import { asAtOption, jsonOption, knownAtOption, type Verb } from './verb.ts'

interface PlansOptions {
  readonly json?: boolean
  readonly archived?: boolean
  readonly history?: boolean
}

/** `beatbook plans`: every plan with its counts; with `--history` what happened to one. */
export const plansVerb: Verb = (program) => {
  program
    .command('plans')
    .description('the plans there are, with their counts')
    .argument('[plan]', 'a plan’s code; all plans without it')
    .option('--archived', 'those that are archived')
    .option('--history', 'what happened to the plan itself, newest first')
    .option(...asAtOption)
    .option(...knownAtOption)
    .option(...jsonOption)
    .action(async (plan: string | undefined, options: TimeOptions & PlansOptions) => {
      const times = await timesGiven(options)
      const client = connect()
      if (options.history) {
        if (plan === undefined)
          throw new Stop('usage', '--history is of one plan.', '“beatbook plans” lists their codes.')
        const oldestFirst = await callServer(() => client.plans.history.query({ plan, ...times }))
        const history = oldestFirst.toReversed()
        if (options.json) return printData('plans --history', { plan, history }, times)
        const { dayWords } = await import('@beatbook/domain/english')
        const { planEntryReason, planEntryWords, sectionTitles } = await import('@beatbook/presentation')
        const sections = sectionTitles(history.toReversed())
        for (const entry of history) {
          print(`${dayWords(entry.on)}  ${planEntryWords(entry, sections)}`)
          const reason = planEntryReason(entry)
          if (reason !== null)
            for (const line of wrap(`Reason: ${reason}`, paperWidth() - 2)) print(`  ${line}`)
          print(`  by ${entry.by.name} · command ${entry.commandId}`)
        }
        return
      }
      const only =
        plan === undefined ? null : await callServer(() => client.plans.get.query({ plan, ...times }))
      const archived = only === null ? (options.archived ? 'only' : 'without') : 'with'
      const all = await callServer(() => client.plans.list.query({ ...times, archived }))
      const plans = only === null ? all : all.filter(({ id }) => id === only.id)
      if (options.json) return printData('plans', { plans }, times)
      const { dayShort } = await import('@beatbook/domain/english')
      const { barSentence, planKindWords, ruleBarSentence } = await import('@beatbook/presentation')
      if (plans.length === 0 && options.archived) return say('No plan is archived.')
      if (plans.length === 0)
        return say(
          times.asAt
            ? `There was no plan on ${dayShort(times.asAt)}.`
            : 'There is no plan yet. Import a document with “beatbook import FILE”.',
        )
      const { printTable } = await import('../output/print-table.ts')
      const rows = plans.map((plan) => [
        plan.code,
        plan.title,
        planKindWords(plan.kind),
        String(plan.counts.actions),
        barSentence(plan.counts).replace(/^declared: /, ''),
        ruleBarSentence(plan.computed).replace(/^by the rules: /, ''),
        plan.disagreements === 0 ? '–' : String(plan.disagreements),
        plan.lastUpdate ? dayShort(plan.lastUpdate) : '–',
      ])
      printTable(
        [
          { heading: 'CODE' },
          { heading: 'PLAN', flexible: true, least: 20 },
          { heading: 'KIND', drop: 4 },
          { heading: 'ACTIONS', right: true },
          { heading: 'DECLARED', flexible: true, least: 14 },
          { heading: 'BY THE RULES', flexible: true, least: 14, drop: 1 },
          { heading: 'AT ODDS', right: true, drop: 2 },
          { heading: 'LAST UPDATE', drop: 3 },
        ],
        rows,
      )
    })
}
