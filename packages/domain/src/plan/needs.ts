import type { Need } from '../aggregate/need.ts'
import type { IsoDate } from '../calendar/date.ts'
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

/** The rules that rate a plan today; `null` where it has none. */
export const ragRulesOfPlan = (id: Id): Need<'rag-rules-of-plan', readonly [Id], RagRules | null> => ({
  need: 'rag-rules-of-plan',
  args: [id],
})

/** The codes that plans have or ever had. */
export const planCodes = (): Need<'plan-codes', readonly [], ReadonlySet<string>> => ({
  need: 'plan-codes',
  args: [],
})

/** The actions of a section from a day on. */
export interface SectionUse {
  /** How many actions are in it on the day, also withdrawn ones. */
  readonly actions: number
  /** The newest of the events that move or add an action into it later; `null` where there is none. */
  readonly later: { readonly id: Id; readonly effectiveOn: IsoDate } | null
}

/** The use of a plan's section on a day (today where there is none) and later. */
export const sectionUse = (
  planId: Id,
  sectionId: Id,
  on: IsoDate | undefined,
): Need<'section-use', readonly [Id, Id, IsoDate | undefined], SectionUse> => ({
  need: 'section-use',
  args: [planId, sectionId, on],
})
