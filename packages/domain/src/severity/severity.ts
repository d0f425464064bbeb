import * as z from 'zod'
import { validatorCodes } from './codes.ts'

/** How severe a violation is; `check` fails on an `error`. */
export const validatorSeverities = ['error', 'warning', 'info'] as const
export type ValidatorSeverity = (typeof validatorSeverities)[number]

/** What a plan can make of a check: a severity, or `off`, which leaves it out. */
export const chosenSeverity = z.enum([...validatorSeverities, 'off'])
export type ChosenSeverity = z.infer<typeof chosenSeverity>

/**
 * How severe each check is for one plan, by code; what is absent keeps its default. An unknown code or
 * severity is refused when parsed.
 */
export const severitiesByCode = z.partialRecord(z.enum(validatorCodes), chosenSeverity)
export type SeveritiesByCode = z.infer<typeof severitiesByCode>
