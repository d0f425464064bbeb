import * as z from 'zod'

export const planKinds = ['delivery-plan', 'action-plan', 'recommendations', 'strategy'] as const
export type PlanKind = (typeof planKinds)[number]
export const planKind = z.enum(planKinds)
