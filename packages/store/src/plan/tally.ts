import type { Counts } from '@beatbook/contract'
import { levelCodes, type ReadAt, stageCodes } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { validOn } from '../database/valid.ts'
import type { Schema } from '../schema.ts'

/**
 * The number of actions of a section with the same level, stage and withdrawn flag, and the day of their
 * newest update ('' when there is none).
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

/** The tallies of every plan or of one. */
export const tallies = async (db: Kysely<Schema>, at?: ReadAt, planId?: string): Promise<Tally[]> => {
  const by = ['plan_id', 'withdrawn', 'level', 'stage', 'section_id'] as const
  let rows = db.selectFrom('action_version').where(validOn(at))
  if (planId !== undefined) rows = rows.where('plan_id', '=', planId)
  return rows
    .select((of) => [...by, of.fn.countAll<number>().as('actions'), of.fn.max('update_key').as('last')])
    .groupBy(by)
    .execute()
}

/** The sum of tallies. Withdrawn actions are counted separately. */
export const tallied = (all: readonly Tally[]): Counts => {
  const current = all.filter((tally) => tally.withdrawn === 0)
  const sum = (some: readonly Tally[]) => some.reduce((total, tally) => total + tally.actions, 0)
  // A code that only another release knows is counted too, so that the counts add up to the actions.
  const each = (keys: readonly string[], of: (tally: Tally) => string): Record<string, number> =>
    Object.fromEntries(
      [...new Set([...keys, ...current.map(of)])].map((key) => [
        key,
        sum(current.filter((tally) => of(tally) === key)),
      ]),
    )
  const levelKeys = [...levelCodes, 'none']
  return {
    actions: sum(current),
    withdrawn: sum(all) - sum(current),
    levels: each(levelKeys, (tally) => tally.level),
    stages: each([...stageCodes, 'none'], (tally) => tally.stage),
    bar: each([...levelKeys, 'complete'], (tally) => (tally.stage === 'complete' ? 'complete' : tally.level)),
  }
}
