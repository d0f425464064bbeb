import type { PlanState, PlanSummary } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import type { Schema } from '../schema.ts'
import { schemeBook } from './schemes.ts'
import { type ColoursAt, shownOn } from './shown.ts'

/** What a plan's row says of its colours. */
export type Coloured = Pick<PlanSummary, 'scheme' | 'computed' | 'disagreements' | 'recalculating'>

/** Counts colours on a date, of every plan or of one; gives what the row of a plan with so many actions says of them. */
export const colourTallies = async (db: Kysely<Schema>, at: ColoursAt, planId?: string): Promise<(plan: PlanState, actions: number) => Coloured> => {
  let rows = db.selectFrom('colouring').where(shownOn(at))
  let marks = db.selectFrom('recolouring')
  if (planId !== undefined) {
    rows = rows.where('plan_id', '=', planId)
    marks = marks.where('plan_id', '=', planId)
  }
  const tallied = await rows
    .select((of) => ['plan_id', 'level', of.fn.countAll<number>().as('actions'), of.fn.sum<number>('disagrees').as('disagreements')])
    .groupBy(['plan_id', 'level'])
    .execute()
  const marked = await marks
    .select((of) => ['plan_id', of.fn.countAll<number>().as('actions')])
    .groupBy('plan_id')
    .execute()
  const schemes = await schemeBook(db)
  const counted = Map.groupBy(tallied, (row) => row.plan_id)
  const waiting = new Map(marked.map((row) => [row.plan_id, row.actions]))
  return (plan, actions) => {
    const tallies = counted.get(plan.id) ?? []
    const scheme = schemes.on(plan, at.asAt)
    const of = (level: string) => tallies.find((tally) => tally.level === level)?.actions ?? 0
    const left = waiting.get(plan.id) ?? 0
    return {
      scheme: scheme === null ? null : { code: scheme.code, version: scheme.version, title: scheme.title },
      computed: {
        levels: (scheme?.levels ?? []).map(({ code, letter, word, shape }) => ({ level: code, letter, word, shape, actions: of(code) })),
        none: Math.max(0, actions - tallies.reduce((sum, tally) => sum + tally.actions, 0)),
      },
      disagreements: tallies.reduce((sum, tally) => sum + tally.disagreements, 0),
      recalculating: left === 0 ? null : { done: Math.max(0, actions - left), of: Math.max(actions, left) },
    }
  }
}
