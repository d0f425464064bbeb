import * as z from 'zod'
import { validatorCodes } from './codes.ts'

/** How severe a violation is; `check` fails on an `error`. */
export const validatorSeverities = ['error', 'warning', 'info'] as const
export type ValidatorSeverity = (typeof validatorSeverities)[number]

/** The choice of a plan for a check: a severity, or `off` to skip it. */
export const chosenSeverity = z.enum([...validatorSeverities, 'off'])
export type ChosenSeverity = z.infer<typeof chosenSeverity>

/**
 * The severity of each check for one plan, by code; an absent one has its default. An unknown code or
 * severity is a parse error.
 */
export const severitiesByCode = z.partialRecord(z.enum(validatorCodes), chosenSeverity)
export type SeveritiesByCode = z.infer<typeof severitiesByCode>
