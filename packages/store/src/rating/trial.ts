import type { BackTestView, WhatIfView } from '@beatbook/contract'
import { addDays, backTest, type IsoDate, QUARTER_DAYS, type RagRules, whatIf } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { ragRulesBook } from '../rag-rules/book.ts'
import type { Schema } from '../schema.ts'
import { planState } from '../stream/plan-states.ts'
import { casesOf } from './cases.ts'
import { levelMark } from './why.ts'

/** What other rules would change in a plan, today and over the next quarter. Nothing is stored. */
export const whatIfOf = async (
  db: Kysely<Schema>,
  given: string,
  would: RagRules,
  today: IsoDate,
): Promise<WhatIfView | null> => {
  const plan = await planState(db, given)
  const is = plan === null ? null : (await ragRulesBook(db)).on(plan, today)
  if (plan === null || is === null) return null
  const cases = await casesOf(db, plan)
  const states = new Map(cases.map(({ id, state }) => [id, state]))
  const pair = (change: { is: { level: string }; would: { level: string } }) => ({
    is: levelMark(is, change.is.level),
    would: levelMark(would, change.would.level),
  })
  const changes = whatIf(cases, is, would, today).flatMap(({ id, today: now, differences }) => {
    const state = states.get(id)
    if (state === undefined) return []
    const later = differences.map((difference) => ({
      from: difference.from,
      to: difference.to,
      ...pair(difference),
    }))
    return [
      {
        id,
        address: `${plan.code}/${state.slug}`,
        text: state.text,
        today: now === null ? null : pair(now),
        later,
      },
    ]
  })
  return {
    asAt: today,
    until: addDays(today, QUARTER_DAYS),
    actions: cases.filter(({ state }) => !state.withdrawn).length,
    changes,
  }
}

/** How rules would have performed over a plan's past, from its start to today. */
export const backTestOf = async (
  db: Kysely<Schema>,
  given: string,
  ragRules: RagRules,
  today: IsoDate,
): Promise<BackTestView | null> => {
  const plan = await planState(db, given)
  if (plan === null) return null
  return { from: plan.since, until: today, ...backTest(await casesOf(db, plan), ragRules, plan.since, today) }
}
