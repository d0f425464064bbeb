import type { PlanState } from '../plan/plan.ts'

/** What documents state about a plan itself, in the order in which its changes are listed. */
export const aboutFields = ['title', 'sponsor', 'dated', 'period'] as const
export type AboutField = (typeof aboutFields)[number]

/** What a plan states about itself, as text; `null` for fields without a value. Pure; errors: none. */
export const aboutSaid = ({
  title,
  sponsor,
  dated,
  period,
}: Pick<PlanState, AboutField>): Readonly<Record<AboutField, string | null>> => ({
  title,
  sponsor,
  dated,
  period: period?.said ?? null,
})
