import type { WholePlan } from '@beatbook/contract'
import { type ActionState, foldAction, type IsoDate, type ReadAt } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { timelinesOn } from '../action/rated.ts'
import { intervalOn, type Timeline } from '../action/timeline.ts'
import { contentCache } from '../database/content-cache.ts'
import { partyNames } from '../party/parties.ts'
import { ragRulesBook } from '../rag-rules/book.ts'
import type { Schema } from '../schema.ts'
import { actionStreamsOf, seenAt } from '../stream/events.ts'
import { planState } from '../stream/plan-states.ts'

/** A plan with all its actions at a date, folded from their events. */
export const wholePlan = async (
  db: Kysely<Schema>,
  given: string,
  at: ReadAt,
  today: IsoDate,
): Promise<WholePlan | null> => {
  const plan = await planState(db, given, at)
  if (plan === null) return null
  const asAt = at.asAt ?? today
  const streams = await actionStreamsOf(db, plan.id)
  const actions = [...streams.values()]
    .map((events) => foldAction(events.filter(seenAt(at))))
    .filter((state): state is ActionState => state !== null)
  const names = await partyNames(
    db,
    new Set(actions.flatMap((action) => action.owners.map((owner) => owner.partyId))),
  )
  const rated = { asAt, knownAt: at.knownAt }
  const timelines = await timelinesOn(db, contentCache<Timeline>(db), rated, plan.id)
  const computed = new Map(
    [...timelines].flatMap(([id, timeline]) => {
      const interval = intervalOn(timeline, asAt)
      return interval === undefined ? [] : [[id, interval.level]]
    }),
  )
  return {
    plan,
    actions: actions.sort((a, b) => a.order - b.order),
    names,
    computed,
    ragRules: (await ragRulesBook(db)).on(plan, asAt),
  }
}
