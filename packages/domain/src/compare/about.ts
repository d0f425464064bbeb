import type { PlanState } from '../plan/plan.ts'

/** What documents say of a plan itself, in the order in which its changes are listed. */
export const aboutFields = ['title', 'sponsor', 'dated', 'period'] as const
export type AboutField = (typeof aboutFields)[number]

/** A plan's words of itself; `null` where it says nothing. Pure; errors: none. */
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
