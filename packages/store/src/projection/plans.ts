import { evolvePlan, type PlanState } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import type { Schema } from '../schema.ts'
import { canonical } from '../stream/canonical.ts'
import { streamOf } from '../stream/events.ts'
import { nextVersion, replaceVersions } from '../stream/replace-versions.ts'
import { versionsOf } from '../stream/versions.ts'

/** Updates the versions of the plans `ids` from their streams. */
export const projectPlans = async (
  db: Kysely<Schema>,
  ids: readonly string[],
  recordedAt: string,
): Promise<void> => {
  const next = await nextVersion(db, 'plan_version')
  for (const id of ids) {
    const wanted = versionsOf<PlanState, Parameters<typeof evolvePlan>[1]>(
      await streamOf(db, 'plan', id),
      evolvePlan,
    ).map(({ from, to, state }) => ({
      plan_id: id,
      held_from: from,
      held_to: to,
      code: state.code,
      area_id: state.areaId,
      state: canonical(state),
    }))
    await replaceVersions(
      db,
      'plan_version',
      { column: 'plan_id', value: id, isNew: false },
      wanted,
      ['held_from', 'held_to', 'state'],
      recordedAt,
      next,
    )
  }
}
