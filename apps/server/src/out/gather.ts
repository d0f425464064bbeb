import type { Procedures } from '@beatbook/api'
import { type ActionRow, MOST_LISTED, type OutQuestion } from '@beatbook/contract'
import { type OutPlan, planOut } from '@beatbook/documents'
import { defaultSettings, type Instant, type IsoDate } from '@beatbook/domain'

/** What a file is gathered for. */
export interface Gathering {
  readonly question: OutQuestion
  readonly force: string
  readonly today: IsoDate
  /** The newest instant of the record when it was asked for. */
  readonly newest: Instant
  /** Called with the number of actions so far. */
  readonly onRows: (rows: number) => void
}

/**
 * The plans that a question asks for, as they go out: each with its actions that the filter leaves, in the order of the
 * plan. A plan that is not named and has none of them is left out.
 */
export const gatherOut = async (
  ask: Procedures,
  { question, force, today, newest, onRows }: Gathering,
): Promise<OutPlan[]> => {
  const { plans, filter, asAt, knownAt } = question
  const times = { ...(asAt ? { asAt } : {}), ...(knownAt ? { knownAt } : {}) }
  const areas = await ask.areas.list({})
  const { columns } = areas.find(({ parent }) => parent === null)?.settings ?? defaultSettings
  let count = 0
  const rowsOf = async (plan?: string): Promise<ActionRow[]> => {
    const rows: ActionRow[] = []
    let cursor: string | undefined
    do {
      const page = await ask.actions.list({
        ...{ ...filter, ...times, limit: MOST_LISTED },
        ...(plan === undefined ? {} : { plan }),
        ...(cursor === undefined ? {} : { cursor }),
      })
      rows.push(...page.rows)
      count += page.rows.length
      onRows(count)
      cursor = page.next ?? undefined
    } while (cursor !== undefined)
    return rows
  }
  const outOf = async (plan: string, rows: readonly ActionRow[]): Promise<OutPlan> =>
    planOut({
      ...{ force, plan: await ask.plans.get({ plan, ...times }), rows, columns },
      ...{ asAt: asAt ?? today, knownAt: knownAt ?? newest },
    })
  const out: OutPlan[] = []
  if (plans.length > 0) {
    for (const plan of plans) out.push(await outOf(plan, await rowsOf(plan)))
    return out
  }
  const byPlan = Map.groupBy(await rowsOf(), ({ planId }) => planId)
  for (const [plan, rows] of byPlan) out.push(await outOf(plan, rows))
  return out
}
