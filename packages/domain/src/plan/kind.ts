import * as z from 'zod'

export const planKinds = ['delivery-plan', 'action-plan', 'recommendations', 'strategy'] as const
export type PlanKind = (typeof planKinds)[number]
/** How often an update of each action is expected, and the days within which one counts. */
export const updatePeriods = ['week', 'fortnight', 'month', 'quarter', 'half-year', 'year'] as const
export type UpdatePeriod = (typeof updatePeriods)[number]
export const updatePeriod = z.enum(updatePeriods)

/** The longest each update period can take, in days. */
export const daysOfUpdatePeriod: Readonly<Record<UpdatePeriod, number>> = {
  week: 7,
  fortnight: 14,
  month: 31,
  quarter: 92,
  'half-year': 184,
  year: 366,
}

export const planKind = z.enum(planKinds)
