import * as z from 'zod'
import { type ValidatorCode, validatorCodes } from './codes.ts'
import { type ValidatorRule, validatorRules } from './index.ts'
import { lintSeverities, type SeveritiesByCode } from './severity.ts'
import type { Subject } from './subject.ts'
import { brokenRule, type LintGiven } from './violation.ts'

/** A broken rule: its code, how grave that is here, and what was found. Its sentence stands in `presentation`. */
export const violation = brokenRule.extend({ code: z.enum(validatorCodes), severity: z.enum(lintSeverities) })
export type Violation = z.infer<typeof violation>

/**
 * Every broken rule of a subject, the gravest first, else in the order of the codes and then of the subject. A rule that needs a
 * period or levels does not run without them. Pure: `today` comes in. Errors: none.
 *
 * @example
 * ```ts
 * import { composeDraft, subjectOfDraft, validate } from '@beatbook/domain'
 *
 * const actions = [{ ref: '1', text: 'Fit a doorbell', owner: 'Estates', timescale: 'Oct 22' }, { ref: '1', text: 'Publish the response times' }]
 * const draft = composeDraft('stations', [{ title: 'Stations', on: '2022-06-29', sections: [{ title: 'Access', actions }] }])
 * for (const { severity, code } of validate(subjectOfDraft(draft, '2026-11-20'), { today: '2026-11-20' })) console.log(severity, code)
 * // warning duplicate-ref
 * // warning no-date
 * // warning no-owner
 * ```
 */
export const validate = (subject: Subject, { severities = {}, ...given }: LintGiven & { readonly severities?: SeveritiesByCode }): Violation[] => {
  const found = validatorCodes.flatMap((code) => {
    const rule: ValidatorRule = validatorRules[code]
    const severity = severities[code] ?? rule.severity
    if (severity === 'off' || (rule.needs !== undefined && given[rule.needs] === undefined)) return []
    return rule.check(subject, given).map((what) => ({ code, severity, ...what }))
  })
  return found.sort((a, b) => lintSeverities.indexOf(a.severity) - lintSeverities.indexOf(b.severity))
}

/** The rules that cannot run with what is given, by what they lack: a lint says which rules it left out. */
export const rulesLacking = (given: LintGiven): { readonly code: ValidatorCode; readonly needs: 'period' | 'levels' }[] =>
  validatorCodes.flatMap((code) => {
    const { needs }: ValidatorRule = validatorRules[code]
    return needs !== undefined && given[needs] === undefined ? [{ code, needs }] : []
  })
