import { type ActionEvent, isUndo, type PlanState, type Recorded } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { actionColumns } from '../action/columns.ts'
import { insertValues, valuesOf } from '../action/values.ts'
import { insertAll } from '../database/insert.ts'
import { validOn } from '../database/valid.ts'
import { partyNames } from '../party/parties.ts'
import { markDependents } from '../rating/due.ts'
import { endRatings, firstDay, rater } from '../rating/project.ts'
import type { Schema } from '../schema.ts'
import type { Histories } from '../stream/histories.ts'
import { planState } from '../stream/plan-states.ts'
import { nextVersion, replaceVersions } from '../stream/replace-versions.ts'

/**
 * Updates the versions of the actions that `events` concern from their streams. The versions of their plans
 * must be current. Returns the ids of those plans.
 */
export const projectActions = async (
  db: Kysely<Schema>,
  events: readonly Recorded<ActionEvent>[],
  recordedAt: string,
  histories: Histories,
): Promise<string[]> => {
  const touched = Map.groupBy(events, (event) => event.stream.id)
  const plans = new Map<string, PlanState>()
  const names = new Map<string, string>()
  const next = await nextVersion(db, 'action_version')
  const rate = await rater(db, recordedAt)
  const rated: string[] = []
  const existing = await existingActions(db, [...touched.keys()])
  for (const [id, added] of touched) {
    const isNew = !existing.has(id)
    // An undone event may be a link: then ratings of earlier days change too.
    const since = isNew || added.some(isUndo) ? undefined : firstDay(added)
    const { versions } = await histories.with(db, id, added, isNew && !added.some(isUndo))
    const wanted = []
    const changed = since === undefined ? versions : versions.filter(({ to }) => to === null || to >= since)
    for (const { from, to, state } of changed) {
      const plan = plans.get(state.planId) ?? (await planState(db, state.planId))
      if (plan === null)
        throw new Error(`Action ${id} belongs to plan ${state.planId}, which is not in the record`)
      plans.set(state.planId, plan)
      const unnamed = state.owners.map((owner) => owner.partyId).filter((party) => !names.has(party))
      if (unnamed.length > 0)
        for (const [party, name] of await partyNames(db, unnamed)) names.set(party, name)
      const columns = actionColumns(state, plan, (party) => names.get(party) ?? '')
      wanted.push({
        owners: state.owners,
        values: valuesOf(state),
        row: { held_from: from, held_to: to, ...columns },
      })
    }
    const key = { column: 'action_id', value: id, isNew, ...(since === undefined ? {} : { since }) }
    const rows = wanted.map((version) => version.row)
    const { inserted } = await replaceVersions(
      db,
      'action_version',
      key,
      rows,
      ['held_from', 'held_to', 'place_key', 'shown', 'more'],
      recordedAt,
      next,
    )
    const ownersOn = new Map(wanted.map(({ owners, row }) => [row.held_from, owners]))
    const owners = inserted.flatMap((row) =>
      [...new Set(ownersOn.get(row.held_from)?.map((owner) => owner.partyId))].map((party) => ({
        party_id: party,
        version: row.version,
      })),
    )
    await insertAll(db, 'action_owner', owners)
    const valuesOn = new Map(wanted.map(({ values, row }) => [row.held_from, values]))
    await insertValues(
      db,
      inserted.map(({ version, held_from }) => ({ version, values: valuesOn.get(held_from) ?? [] })),
    )
    const plan = plans.get(versions[0]?.state.planId ?? '')
    if (versions.length === 0 && (await endRatings(db, id, recordedAt))) rated.push(id)
    const rerated =
      plan !== undefined &&
      (await rate({ states: versions, plan, isNew, ...(since === undefined ? {} : { since }) }))
    if (rerated) rated.push(id)
    for (const event of added) {
      if (event.type !== 'link-added') continue
      await db
        .insertInto('link')
        .values({ kind: event.facts.kind, from_id: id, to_id: event.facts.to })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    }
  }
  await markDependents(db, rated, recordedAt)
  return [...plans.keys()]
}

/**
 * Which of the actions `ids` exist already. An action can be created again after an undo, so its events alone
 * do not show this.
 */
const existingActions = async (db: Kysely<Schema>, ids: readonly string[]): Promise<Set<string>> => {
  const existing = new Set<string>()
  for (let at = 0; at < ids.length; at += 500) {
    const some = db
      .selectFrom('action_version')
      .select('action_id')
      .where('action_id', 'in', ids.slice(at, at + 500))
    for (const row of await some.where(validOn()).execute()) existing.add(row.action_id)
  }
  return existing
}
