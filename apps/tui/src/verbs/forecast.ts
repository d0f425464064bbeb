import type { Turning } from '@beatbook/contract'
import type { IsoDate } from '@beatbook/domain'
import { printData } from '../output/data.ts'
import { Stop } from '../output/exit.ts'
import { say } from '../output/print.ts'
import { callServer, connect } from '../session/connect.ts'
import { listTurning } from '../session/pages.ts'
import { dayGiven, type TimeOptions, type Times, timesGiven } from './given.ts'
import { asAtOption, jsonOption, knownAtOption, type Verb } from './verb.ts'

/** `beatbook forecast [PLAN]`: the changes of level if nothing more is recorded. */
export const forecastVerb: Verb = (program) => {
  program
    .command('forecast')
    .description('which actions turn, and when, if nobody writes')
    .argument('[plan]', 'a plan’s code; all plans without it')
    .option('--until <date>', 'up to and including that day (91 days on)')
    .option(...asAtOption)
    .option(...knownAtOption)
    .option(...jsonOption)
    .action(async (plan: string | undefined, options: TimeOptions & { until?: string; json?: boolean }) => {
      const times = await timesGiven(options)
      const until = await untilGiven(options.until, times)
      const client = connect()
      if (plan !== undefined) await callServer(() => client.plans.get.query({ plan, ...times }))
      const turning = await listTurning(client, {
        ...(plan === undefined ? {} : { plan }),
        until,
        ...times,
      })
      if (options.json) return printData('forecast', { until, turning }, times)
      await printTurning(turning, until)
    })
}

/**
 * The end of the forecast: the day given, otherwise 91 days after the date of the query. Stops with exit 2
 * where it is before that date.
 */
export const untilGiven = async (value: string | undefined, times: Times): Promise<IsoDate> => {
  const { addDays, nearestGivenDay, QUARTER_DAYS } = await import('@beatbook/domain')
  const { londonToday } = await import('../session/today.ts')
  const from = times.asAt ?? londonToday()
  const until = (await dayGiven(value, '--until', 'future')) ?? nearestGivenDay(addDays(from, QUARTER_DAYS))
  if (until < from)
    throw new Stop('usage', `“${value}” after --until lies before ${from}, from which is asked.`)
  return until
}

/** Prints the changes of level as a table. */
export const printTurning = async (turning: readonly Turning[], until: IsoDate): Promise<void> => {
  const { counted, dayWords } = await import('@beatbook/domain/english')
  if (turning.length === 0) return say(`Nothing turns by ${dayWords(until)}.`)
  const { turningColumns, turningRow } = await import('../rating/turning-lines.ts')
  const { printTable } = await import('../output/print-table.ts')
  printTable(turningColumns, turning.map(turningRow))
  say(`${counted(turning.length, 'turn')} by ${dayWords(until)}, if nobody writes.`)
}
