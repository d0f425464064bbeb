import type { Procedures } from '@beatbook/api'
import type { ActionRow, OutQuestion } from '@beatbook/contract'
import { type OutPlan, planOut } from '@beatbook/documents'
import type { Instant, IsoDate } from '@beatbook/domain'
import { everyAction, settingsOfForce } from './ask.ts'

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
  const { columns } = await settingsOfForce(ask)
  let count = 0
  const rowsOf = (plan?: string): Promise<ActionRow[]> =>
    everyAction(ask, { ...filter, ...times, ...(plan === undefined ? {} : { plan }) }, (rows) => {
      count += rows
      onRows(count)
    })
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
