import type { DraftView } from '@beatbook/contract'
import {
  type Draft,
  type DraftPlan,
  foldWords,
  type IsoDate,
  type PlanContent,
  proposeRevision,
  readPlan,
} from '@beatbook/domain'
import type { Kysely } from 'kysely'
import type { ActionContent } from '../action/content.ts'
import { planContent } from '../revision/content.ts'
import type { Schema } from '../schema.ts'
import { planStates } from '../stream/plan-states.ts'

/** Which plan of the record each of a draft's plans may revise. */
export const proposalsFor = async (
  db: Kysely<Schema>,
  draft: Draft,
  today: IsoDate,
): Promise<DraftView['proposals']> => {
  const states = await planStates(db)
  if (states.length === 0 || draft.plans.length === 0) return []
  const texts = await textsOf(db)
  const proposals = []
  for (const plan of draft.plans) {
    const title = foldWords(plan.title)
    const alike = states.map((state) => ({
      id: state.id,
      sameTitle: foldWords(state.title) === title,
      shared: shared(plan, texts.get(state.id)),
    }))
    const likely = alike
      .filter(({ sameTitle, shared }) => sameTitle || shared > 0)
      .sort((a, b) => Number(b.sameTitle) - Number(a.sameTitle) || b.shared - a.shared)
    const contents: PlanContent[] = []
    for (const { id } of likely.slice(0, MOST_COMPARED)) {
      const content = await planContent(db, id, today)
      if (content !== null) contents.push(content)
    }
    const read = contents.length === 0 ? null : readPlan(draft, plan.key, today)
    const proposal = read === null ? null : proposeRevision(read, contents)
    if (proposal !== null) proposals.push(proposal)
  }
  return proposals
}

/**
 * At most this many plans are loaded and compared: those with the same title, then those that share most
 * texts with the draft.
 */
const MOST_COMPARED = 5

const shared = (plan: DraftPlan, texts: ReadonlySet<string> | undefined): number =>
  plan.sections.reduce(
    (sum, section) => sum + section.actions.filter((action) => texts?.has(foldWords(action.text))).length,
    0,
  )

/** The folded texts of every plan's actions. */
const textsOf = async (db: Kysely<Schema>): Promise<Map<string, Set<string>>> => {
  const rows = await db
    .selectFrom('action_now')
    .innerJoin('content', 'content.id', 'action_now.content_id')
    .select(['plan_id', 'body'])
    .execute()
  const texts = new Map<string, Set<string>>()
  for (const row of rows) {
    const known = texts.get(row.plan_id) ?? new Set()
    texts.set(row.plan_id, known.add(foldWords((JSON.parse(row.body) as ActionContent).text)))
  }
  return texts
}
