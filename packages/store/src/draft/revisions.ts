import type { DraftView } from '@beatbook/contract'
import {
  type Draft,
  type DraftPlan,
  foldWords,
  type Id,
  type IsoDate,
  type ProposedPlan,
  proposeRevision,
  readPlan,
} from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { readContent, textKey } from '../action/content.ts'
import { lastAccepted } from '../revision/content.ts'
import type { Schema } from '../schema.ts'
import { type PlanCache, plansTitled } from '../stream/plan-states.ts'

/** Which plan of the record each of a draft's plans may revise. */
export const proposalsFor = async (
  db: Kysely<Schema>,
  draft: Draft,
  today: IsoDate,
  cache: PlanCache,
): Promise<DraftView['proposals']> => {
  const proposals = []
  for (const plan of draft.plans) {
    const title = foldWords(plan.title)
    const shared = await sharedTexts(db, plan)
    const states = await plansTitled(db, textKey(plan.title), [...shared.keys()], cache)
    const likely = states
      .map((state) => ({
        state,
        sameTitle: foldWords(state.title) === title,
        shared: shared.get(state.id) ?? [],
      }))
      .filter(({ sameTitle, shared }) => sameTitle || shared.length > 0)
      .sort((a, b) => Number(b.sameTitle) - Number(a.sameTitle) || b.shared.length - a.shared.length)
    const candidates: ProposedPlan[] = []
    for (const { state, sameTitle, shared } of likely.slice(0, MOST_COMPARED))
      candidates.push({
        plan: state,
        // Under another title only equal texts count, and those are known.
        actions: sameTitle ? await textsOf(db, state.id) : shared,
        base: await lastAccepted(db, state.documents, today),
      })
    const read = candidates.length === 0 ? null : readPlan(draft, plan.key, today)
    const proposal = read === null ? null : proposeRevision(read, candidates)
    if (proposal !== null) proposals.push(proposal)
  }
  return proposals
}

/**
 * At most this many plans are loaded and compared: those with the same title, then those that share most
 * texts with the draft.
 */
const MOST_COMPARED = 5

/** The most texts in one query. */
const AT_ONCE = 500

/** The actions of a draft's plan whose text an action of each plan of the record has, found by their digests. */
const sharedTexts = async (
  db: Kysely<Schema>,
  plan: DraftPlan,
): Promise<Map<Id, ProposedPlan['actions'][number][]>> => {
  const rows = plan.sections.flatMap((section) => section.actions)
  const byKey = Map.groupBy(rows, ({ text }) => textKey(text))
  const shared = new Map<Id, ProposedPlan['actions'][number][]>()
  const keys = [...byKey.keys()]
  for (let at = 0; at < keys.length; at += AT_ONCE) {
    const found = await db
      .selectFrom('action_now')
      .select(['plan_id', 'text_key'])
      .distinct()
      .where('text_key', 'in', keys.slice(at, at + AT_ONCE))
      .execute()
    for (const { plan_id, text_key } of found) {
      const same = (byKey.get(text_key) ?? []).map(({ text }) => ({ ref: null, text }))
      shared.set(plan_id, [...(shared.get(plan_id) ?? []), ...same])
    }
  }
  return shared
}

/** The refs and texts of a plan's actions as of today, in their order. */
const textsOf = async (db: Kysely<Schema>, planId: Id): Promise<ProposedPlan['actions']> => {
  const rows = await db
    .selectFrom('action_now')
    .innerJoin('content', 'content.id', 'action_now.content_id')
    .select('body')
    .where('plan_id', '=', planId)
    .orderBy('place_key')
    .orderBy('action_id')
    .execute()
  return rows.map(({ body }) => readContent(body))
}
