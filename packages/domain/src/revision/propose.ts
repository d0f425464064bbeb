import * as z from 'zod'
import type { ReadPlan, ReadRow } from '../draft/read-plan.ts'
import { id } from '../id.ts'
import type { PlanState } from '../plan/plan.ts'
import { foldWords } from '../words/fold.ts'
import { type MatchRow, matchRows } from './match.ts'

/**
 * A plan of the record that a draft's plan seems to revise: by equal content, or by title and matched
 * actions.
 */
export const revisionProposal = z.object({
  plan: z.string(),
  of: id,
  code: z.string(),
  title: z.string(),
  because: z.enum(['equal-content', 'title', 'actions']),
  matched: z.int(),
  actions: z.int(),
})
export type RevisionProposal = z.infer<typeof revisionProposal>

/**
 * What a proposal needs of a plan of the record: its name, the refs and texts of its actions today, and the plan
 * as its newest document stated it (`null` where there is none).
 */
export interface ProposedPlan {
  readonly plan: Pick<PlanState, 'id' | 'code' | 'title'>
  readonly actions: readonly MatchRow[]
  readonly base: ReadPlan | null
}

/**
 * The plan that a draft's plan seems to revise: the one whose last document states the same, else one of the
 * same title with matched actions, else one with the words of at least half its actions. `null` when there is
 * none; the person decides.
 */
export const proposeRevision = (
  draft: ReadPlan,
  candidates: readonly ProposedPlan[],
): RevisionProposal | null => {
  const said = draft.rows.map(({ state: { ref, refOrigin, text } }) => ({
    ref: refOrigin === 'generated' ? null : ref,
    text,
  }))
  const words = said.map(({ text }) => foldWords(text)).filter((text) => text !== '')
  const proposals = candidates.flatMap(({ plan, actions, base }): RevisionProposal[] => {
    const proposal = {
      plan: draft.key,
      of: plan.id,
      code: plan.code,
      title: plan.title,
      actions: said.length,
    }
    if (base !== null && sameContent(draft, base))
      return [{ ...proposal, because: 'equal-content', matched: said.length }]
    if (foldWords(plan.title) === foldWords(draft.plan.title)) {
      const matched = matchRows(said, actions).filter((match) => match.right !== null).length
      if (matched > 0) return [{ ...proposal, because: 'title', matched }]
    }
    const have = new Set(
      [...actions, ...(base?.rows.map(({ state }) => state) ?? [])].map(({ text }) => foldWords(text)),
    )
    const matched = words.filter((text) => have.has(text)).length
    return matched > 0 && matched * 2 >= words.length ? [{ ...proposal, because: 'actions', matched }] : []
  })
  const [best = null] = proposals.sort(
    (a, b) =>
      reasons.indexOf(a.because) - reasons.indexOf(b.because) ||
      b.matched - a.matched ||
      (a.code < b.code ? -1 : 1),
  )
  return best
}

const reasons: readonly RevisionProposal['because'][] = ['equal-content', 'title', 'actions']

/** Whether two documents of a plan state the same for every action, in the same order. */
const sameContent = ({ rows: a }: ReadPlan, { rows: b }: ReadPlan): boolean =>
  a.length > 0 && a.length === b.length && a.every((row, at) => contentOf(row) === contentOf(b[at]))

const contentOf = (row: ReadRow | undefined): string => {
  if (row === undefined) return ''
  const { ref, text, ownerSaid, timescale, level } = row.state
  const said = row.entries.flatMap(({ bare }) => bare ?? [])
  return foldWords([ref, text, ownerSaid, timescale.said, level, row.stated, ...said].join('\n'))
}
