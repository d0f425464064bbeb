import * as z from 'zod'
import { validatorCodes } from './codes.ts'

/** How grave a violation is; `lint` fails on an `error`. */
export const lintSeverities = ['error', 'warning', 'info'] as const
export type LintSeverity = (typeof lintSeverities)[number]

/** What a plan can make of a rule: a severity, or `off`, which leaves it out. */
export const chosenSeverity = z.enum([...lintSeverities, 'off'])
export type ChosenSeverity = z.infer<typeof chosenSeverity>

/** How grave each rule is for one plan, by code; what is absent keeps its default. An unknown code or severity is refused when parsed. */
export const severitiesByCode = z.partialRecord(z.enum(validatorCodes), chosenSeverity)
export type SeveritiesByCode = z.infer<typeof severitiesByCode>
