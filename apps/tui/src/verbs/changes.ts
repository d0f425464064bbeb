import type { RecordedChange } from '@beatbook/contract'
import { type Page, printData, sayLeft } from '../output/data.ts'
import { say } from '../output/print.ts'
import { callServer, connect } from '../session/connect.ts'
import { dayGiven, mostRows } from './given.ts'
import { allOption, jsonOption, nextOption, type Verb } from './verb.ts'

const DEFAULT_MOST = 200
const PAGE = 500

interface ChangesOptions {
  readonly since?: string
  readonly limit?: string
  readonly all?: boolean
  readonly next?: string
  readonly json?: boolean
}

/** `beatbook changes [PLAN] --since DATE`: what was recorded about plans and their actions, oldest first. */
export const changesVerb: Verb = (program) => {
  program
    .command('changes')
    .description('what was recorded about plans and their actions, oldest first')
    .argument('[plan]', 'a plan’s code; all plans without it')
    .option('--since <date>', 'what was recorded on that day and later, e.g. 7d, yesterday or "last friday"')
    .option('--limit <count>', `at most so many (${DEFAULT_MOST} on a terminal, all elsewhere)`)
    .option(...allOption)
    .option(...nextOption)
    .option(...jsonOption)
    .action(async (plan: string | undefined, options: ChangesOptions) => {
      const since = await dayGiven(options.since, '--since')
      const { addDays } = await import('@beatbook/domain')
      const { endOfLondonDay } = await import('../session/today.ts')
      const most = mostRows(options, DEFAULT_MOST)
      if (plan !== undefined) await callServer(() => connect().plans.get.query({ plan }))
      const { changes, ...page } = await changesOf(
        {
          ...(plan === undefined ? {} : { plan }),
          ...(since === undefined ? {} : { since: endOfLondonDay(addDays(since, -1)) }),
        },
        most,
        options.next,
      )
      if (options.json) return printData('changes', { changes }, { page })
      if (changes.length === 0) return say('Nothing was recorded.')
      const { dayShort, instantWords } = await import('@beatbook/domain/english')
      const { eventTitle } = await import('@beatbook/presentation')
      const { printTable } = await import('../output/print-table.ts')
      printTable(
        [
          { heading: 'RECORDED' },
          { heading: 'ADDRESS' },
          { heading: 'WHAT', flexible: true },
          { heading: 'WORDS', flexible: true, drop: 1 },
          { heading: 'BY', flexible: true, drop: 2 },
          { heading: 'TRUE FROM', drop: 3 },
        ],
        changes.map((change) => [
          instantWords(change.recordedAt),
          change.address ?? change.plan,
          eventTitle(change),
          change.text ?? '–',
          change.by.name,
          dayShort(change.on),
        ]),
      )
      sayLeft({ ...page, returned: changes.length })
    })
}

const changesOf = async (
  question: { plan?: string; since?: string },
  most: number,
  from: string | undefined,
): Promise<Pick<Page, 'total' | 'next'> & { changes: RecordedChange[] }> => {
  const client = connect()
  const changes: RecordedChange[] = []
  let next = from ?? null
  do {
    const page = await callServer(() =>
      client.actions.changes.query({
        ...question,
        limit: Math.min(PAGE, most - changes.length),
        ...(next === null ? {} : { cursor: next }),
      }),
    )
    changes.push(...page.rows)
    next = page.next
  } while (next !== null && changes.length < most)
  return { changes, total: next === null && from === undefined ? changes.length : null, next }
}
