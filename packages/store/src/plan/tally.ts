import type { Counts } from '@beatbook/contract'
import { levelCodes, type ReadAt, stageCodes } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { heldOn } from '../database/held.ts'
import type { Schema } from '../schema.ts'

/**
 * How many actions of one section share a level and a stage, and the day of the newest update among them (''
 * when there is none).
 */
export interface Tally {
  readonly plan_id: string
  readonly section_id: string
  readonly withdrawn: number
  readonly level: string
  readonly stage: string
  readonly actions: number
  readonly last: string
}

/** The tallies of every plan, or of one. */
export const tallies = async (db: Kysely<Schema>, at?: ReadAt, planId?: string): Promise<Tally[]> => {
  const by = ['plan_id', 'withdrawn', 'level', 'stage', 'section_id'] as const
  let rows = db.selectFrom('action_version').where(heldOn(at))
  if (planId !== undefined) rows = rows.where('plan_id', '=', planId)
  return rows
    .select((of) => [...by, of.fn.countAll<number>().as('actions'), of.fn.max('update_key').as('last')])
    .groupBy(by)
    .execute()
}

/** Tallies added up. Withdrawn actions are counted apart. */
export const tallied = (all: readonly Tally[]): Counts => {
  const kept = all.filter((tally) => tally.withdrawn === 0)
  const sum = (some: readonly Tally[]) => some.reduce((total, tally) => total + tally.actions, 0)
  // A code that another release recorded is counted as well: the counts add up to the actions.
  const each = (keys: readonly string[], of: (tally: Tally) => string): Record<string, number> =>
    Object.fromEntries(
      [...new Set([...keys, ...kept.map(of)])].map((key) => [
        key,
        sum(kept.filter((tally) => of(tally) === key)),
      ]),
    )
  const levelKeys = [...levelCodes, 'none']
  return {
    actions: sum(kept),
    withdrawn: sum(all) - sum(kept),
    levels: each(levelKeys, (tally) => tally.level),
    stages: each([...stageCodes, 'none'], (tally) => tally.stage),
    bar: each([...levelKeys, 'complete'], (tally) => (tally.stage === 'complete' ? 'complete' : tally.level)),
  }
}
