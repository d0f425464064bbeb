import type { PartOfPlan, WholePlan } from '@beatbook/contract'
import { type ActionState, foldAction, type IsoDate, type ReadAt } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { levelsOn } from '../action/rated.ts'
import { levelOn } from '../action/timeline.ts'
import { ownersShown, partiesShown } from '../party/parties.ts'
import { ragRulesBook } from '../rag-rules/book.ts'
import type { Schema } from '../schema.ts'
import { actionStreamsOf, seenAt } from '../stream/events.ts'
import { planState } from '../stream/plan-states.ts'

/** A plan with all its actions at a date, or only some of them, folded from their events. */
export const wholePlan = async (
  db: Kysely<Schema>,
  given: string,
  at: ReadAt,
  today: IsoDate,
  { only, namesOn = at.asAt }: PartOfPlan = {},
): Promise<WholePlan | null> => {
  const plan = await planState(db, given, at)
  if (plan === null) return null
  const asAt = at.asAt ?? today
  const streams = await actionStreamsOf(db, plan.id, only)
  const stated = [...streams.values()]
    .map((events) => foldAction(events.filter(seenAt(at))))
    .filter((state): state is ActionState => state?.planId === plan.id)
  const parties = await partiesShown(
    db,
    stated.flatMap((action) => action.owners.map((owner) => owner.partyId)),
    { ...at, asAt: namesOn },
  )
  const actions = stated.map((action) => ({ ...action, owners: ownersShown(action.owners, parties) }))
  const names = new Map([...parties.values()].map(({ id, name }) => [id, name]))
  const levels = await levelsOn(db, { asAt, knownAt: at.knownAt }, plan.id, only)
  const computed = new Map(
    [...levels].flatMap(([id, written]) => {
      const { level } = levelOn(written, asAt)
      return level === '' ? [] : [[id, level]]
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
