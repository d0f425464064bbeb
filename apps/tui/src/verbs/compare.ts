import type { PlanView } from '@beatbook/contract'
import { dayWords } from '@beatbook/domain/english'
import { printData } from '../output/data.ts'
import { Stop } from '../output/exit.ts'
import { paperWidth } from '../output/paper.ts'
import { print } from '../output/print.ts'
import { callServer, connect } from '../session/connect.ts'
import { quartersOption } from '../session/document.ts'
import { listActions } from '../session/pages.ts'
import { dayGiven, type Times, timesGiven } from './given.ts'
import { jsonOption, knownAtOption, type Verb } from './verb.ts'
import { narrowingTyped, whereOption } from './where.ts'

interface CompareOptions {
  readonly from?: string
  readonly to?: string
  readonly where?: string
  readonly draft?: string
  readonly quarters: string
  readonly knownAt?: string
  readonly json?: boolean
}

/**
 * `beatbook compare PLAN --from DATE [--to DATE]` or `--draft FILE`: everything that differs, including
 * withdrawn actions and updates.
 */
export const compareVerb: Verb = (program) => {
  program
    .command('compare')
    .description('everything that differs between a plan at two dates, or today and a document')
    .argument('<plan>', 'a plan’s code')
    .option('--from <date>', 'the earlier day')
    .option('--to <date>', 'the later day (today)')
    .option(...whereOption)
    .option('--draft <file>', 'a document instead of a second day; nothing of it is kept')
    .option(...quartersOption)
    .option(...knownAtOption)
    .option(...jsonOption)
    .action(async (plan: string, options: CompareOptions) => {
      const client = connect()
      const view = await callServer(() => client.plans.get.query({ plan }))
      const { knownAt } = await timesGiven(options.knownAt === undefined ? {} : { knownAt: options.knownAt })
      const comparison =
        options.draft === undefined
          ? await betweenDays(client, view, options, knownAt)
          : await withDraft(client, plan, options.draft, options)
      if (options.json) {
        const { v: _, rows, ...compared } = comparison
        const known = await listActions(client, { plan, withdrawn: 'with' }, Number.POSITIVE_INFINITY)
        const actions = new Map(known.rows.map((action) => [action.id, action]))
        const data = {
          plan: view.code,
          draft: options.draft ?? null,
          ...compared,
          rows: rows.map((row) => ({
            ...row,
            address: actions.get(row.id)?.address ?? null,
            owners: actions.get(row.id)?.owners ?? [],
          })),
        }
        return printData('compare', data, { knownAt: knownAt ?? null })
      }
      const { comparisonLines, sectionTitles } = await import('../compare/lines.ts')
      for (const { text } of comparisonLines(comparison, sectionTitles(view, comparison), paperWidth()))
        print(text)
    })
}

const betweenDays = async (
  client: ReturnType<typeof connect>,
  plan: PlanView,
  options: CompareOptions,
  knownAt: Times['knownAt'],
) => {
  const from = await dayGiven(options.from, '--from')
  const to = await dayGiven(options.to, '--to')
  if (from === undefined)
    throw new Stop(
      'usage',
      'What should the plan be compared with?',
      'Give --from DATE, and --to DATE unless today is meant; or --draft FILE.',
    )
  if (to !== undefined && to < from)
    throw new Stop(
      'usage',
      `The day after --from, ${dayWords(from)}, comes after the one after --to, ${dayWords(to)}.`,
      'Give the earlier day with --from and the later one with --to.',
    )
  const narrowing = await narrowingTyped(client, options.where, plan)
  return callServer(() =>
    client.plans.compare.query({
      ...narrowing,
      plan: plan.code,
      from,
      ...(to ? { to } : {}),
      ...(knownAt ? { knownAt } : {}),
    }),
  )
}

const withDraft = async (
  client: ReturnType<typeof connect>,
  plan: string,
  file: string,
  options: CompareOptions,
) => {
  if (options.from !== undefined || options.to !== undefined || options.where !== undefined)
    throw new Stop(
      'usage',
      '--draft compares with the whole plan of today; leave --from, --to and --where out.',
    )
  const { upload } = await import('../session/upload.ts')
  const draft = await upload(file, options.quarters)
  try {
    return await callServer(() => client.plans.compare.query({ plan, draft }))
  } finally {
    await client.drafts.discard.mutate({ id: draft }).catch(() => undefined)
  }
}
