import * as z from 'zod'
import type { DraftPlan } from '../draft/draft.ts'
import { actionsOf } from '../draft/writing.ts'
import { id } from '../id.ts'
import { foldWords } from '../words/fold.ts'
import type { PlanContent } from './content.ts'
import { matchRows } from './match.ts'

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
 * The plan a draft's plan seems to revise: the one whose last document says the same, else one of the same
 * title with matched actions, else one that has the words of at least half its actions. `null` when none
 * does; the person decides.
 */
export const proposeRevision = (
  draft: DraftPlan,
  candidates: readonly PlanContent[],
): RevisionProposal | null => {
  const said = actionsOf(draft).map((action) => ({
    ref: action.refOrigin === 'generated' ? null : action.ref,
    text: action.text,
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
    if (foldWords(plan.title) === foldWords(draft.title)) {
      const matched = matchRows(said, actions).filter((match) => match.right !== null).length
      if (matched > 0) return [{ ...proposal, because: 'title', matched }]
    }
    const have = new Set(
      [...actions, ...(base === null ? [] : actionsOf(base))].map((action) => foldWords(action.text)),
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

/** Whether two drafts of a plan say the same of every action, in the same order. */
const sameContent = (one: DraftPlan, other: DraftPlan): boolean => {
  const [a, b] = [actionsOf(one), actionsOf(other)]
  return (
    a.length > 0 && a.length === b.length && a.every((action, at) => contentOf(action) === contentOf(b[at]))
  )
}

const contentOf = (action: ReturnType<typeof actionsOf>[number] | undefined): string =>
  action === undefined
    ? ''
    : foldWords(
        [
          action.ref,
          action.text,
          action.ownerSaid,
          action.timescale.said,
          action.level,
          action.stage,
          ...action.updates.map((update) => update.text),
        ].join('\n'),
      )
