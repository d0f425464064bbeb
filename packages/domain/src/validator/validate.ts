import { type ValidatorCode, validatorCodes } from '../severity/codes.ts'
import { type SeveritiesByCode, validatorSeverities } from '../severity/severity.ts'
import { type Validator, validators } from './index.ts'
import type { Subject } from './subject.ts'
import type { CheckGiven, Violation } from './violation.ts'

/**
 * Every failed check of a subject, the most severe first, then in the order of the codes and of the subject.
 * A check that needs a period or levels does not run without them. Pure: `today` is an argument. Errors:
 * none.
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
export const validate = (
  subject: Subject,
  { severities = {}, ...given }: CheckGiven & { readonly severities?: SeveritiesByCode },
): Violation[] => {
  const found = validatorCodes.flatMap((code) => {
    const validator: Validator = validators[code]
    const severity = severities[code] ?? validator.severity
    if (severity === 'off' || (validator.needs !== undefined && given[validator.needs] === undefined))
      return []
    return validator.check(subject, given).map((what) => ({ code, severity, ...what }) as Violation)
  })
  return found.sort(
    (a, b) => validatorSeverities.indexOf(a.severity) - validatorSeverities.indexOf(b.severity),
  )
}

/**
 * The validators that cannot run with the given input, with what they need: an answer names the checks that
 * did not run.
 */
export const skippedValidators = (
  given: CheckGiven,
): { readonly code: ValidatorCode; readonly needs: 'period' | 'levels' }[] =>
  validatorCodes.flatMap((code) => {
    const { needs }: Validator = validators[code]
    return needs !== undefined && given[needs] === undefined ? [{ code, needs }] : []
  })
