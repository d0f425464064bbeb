import { print, printJson, say } from '../output/print.ts'
import { asking, connect } from '../session/connect.ts'
import { dayGiven } from './days.ts'
import { asAtOption, jsonOption, type Verb } from './verb.ts'

/** `beatbook plans`: every plan with its counts. */
export const plansVerb: Verb = (program) => {
  program
    .command('plans')
    .description('the plans there are, with their counts')
    .option(...asAtOption)
    .option(...jsonOption)
    .action(async (options: { asAt?: string; json?: boolean }) => {
      const asAt = await dayGiven(options.asAt, '--as-at')
      const plans = await asking(() => connect().plans.list.query(asAt ? { asAt } : {}))
      if (options.json) return printJson({ asAt: asAt ?? null, plans })
      const { barSentence, dayShort, planKindWords } = await import('@beatbook/presentation')
      if (plans.length === 0) return say(asAt ? `There was no plan on ${dayShort(asAt)}.` : 'There is no plan yet. Bring one with “beatbook import FILE”.')
      const { tableLines } = await import('../output/table.ts')
      const rows = plans.map((plan) => [
        plan.code,
        plan.title,
        planKindWords(plan.kind),
        String(plan.counts.actions),
        barSentence(plan.counts),
        plan.lastUpdate ? dayShort(plan.lastUpdate) : '–',
      ])
      for (const line of tableLines(
        [
          { heading: 'CODE' },
          { heading: 'PLAN', flexible: true },
          { heading: 'KIND' },
          { heading: 'ACTIONS', right: true },
          { heading: 'LEVELS', flexible: true },
          { heading: 'LAST UPDATE' },
        ],
        rows,
      ))
        print(line)
    })
}
