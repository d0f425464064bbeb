import type { Need } from '../aggregate/need.ts'
import type { Id } from '../id.ts'
import type { RagRules } from '../rag/rules.ts'
import type { PlanState } from './plan.ts'

/** The current state of a plan; `null` where it does not exist. */
export const planState = (id: Id): Need<'plan', readonly [Id], PlanState | null> => ({
  need: 'plan',
  args: [id],
})

/** A version of RAG rules, shipped or saved; `null` where it does not exist. */
export const ragRulesVersion = (
  code: string,
  version: number,
): Need<'rag-rules-version', readonly [string, number], RagRules | null> => ({
  need: 'rag-rules-version',
  args: [code, version],
})
