import type { Changed, ChangedBetween } from '@beatbook/contract'
import type { Id } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { levelOn } from '../action/timeline.ts'
import { knownOn } from '../database/valid.ts'
import type { Schema } from '../schema.ts'
import { planState } from '../stream/plan-states.ts'

/**
 * The actions of a plan whose state differs between the ends of two days, and how many others have another level.
 * Only versions that begin or end between them are looked at, and ratings that are not the same throughout;
 * `null` where the plan did not exist on one of the days.
 */
export const changedActions = async (
  db: Kysely<Schema>,
  given: string,
  { from, to, knownAt }: ChangedBetween,
): Promise<Changed | null> => {
  const plan = await planState(db, given, { asAt: to, knownAt })
  if (plan === null || (await planState(db, plan.id, { asAt: from, knownAt })) === null) return null
  const versions = await db
    .selectFrom('action_version')
    .select('action_id')
    .distinct()
    .where('plan_id', '=', plan.id)
    .where(knownOn(knownAt))
    .where((where) =>
      where.or([
        where.and([where('held_from', '>', from), where('held_from', '<=', to)]),
        where.and([where('held_to', '>', from), where('held_to', '<=', to)]),
      ]),
    )
    .execute()
  const changed = new Set(versions.map((row) => row.action_id))
  const ratings = await db
    .selectFrom('rating')
    .select(['subject_id', 'held_from', 'held_to', 'levels'])
    .where('plan_id', '=', plan.id)
    .where(knownOn(knownAt))
    .where('held_to', '>', from)
    .where('held_from', '<=', to)
    .where((where) =>
      where.or([where('held_from', '>', from), where('held_to', '<=', to), where('turns_on', '<=', to)]),
    )
    .execute()
  const levels = new Map<Id, { before: string; after: string }>()
  for (const { subject_id, held_from, held_to, levels: written } of ratings) {
    const known = levels.get(subject_id) ?? { before: '', after: '' }
    if (held_from <= from) known.before = levelOn(written, from).level
    if (held_to > to) known.after = levelOn(written, to).level
    levels.set(subject_id, known)
  }
  const others = [...levels].filter(
    ([id, { before, after }]) => !changed.has(id) && before !== '' && after !== '' && before !== after,
  )
  return { actions: [...changed], levels: others.length }
}
