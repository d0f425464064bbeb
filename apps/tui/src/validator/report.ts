import { type ValidatorCode, type Violation, validatorSeverities } from '@beatbook/domain'
import { listed, validatorSeverityWords, violationSentence, violationTitle } from '@beatbook/domain/english'

/** A failed check with its place for display: "action 32, line 57". */
export type PlacedViolation = Violation & { readonly place: string }
/** A check that did not run, and the input it lacks. */
export interface NotRun {
  readonly code: ValidatorCode
  readonly needs: 'period' | 'levels'
}

/**
 * Failed checks as lines for a terminal: grouped by severity, then by check, each with its place, its
 * sentence and the text it is about.
 */
export const checkReport = (
  name: string,
  violations: readonly PlacedViolation[],
  notRun: readonly NotRun[],
): string[] => [
  name,
  ...validatorSeverities.flatMap((severity) => {
    const those = violations.filter((violation) => violation.severity === severity)
    return those.length === 0 ? [] : [`  ${validatorSeverityWords(severity)}`, ...byCheck(those)]
  }),
  `  ${tally(violations)}`,
  ...(notRun.length === 0
    ? []
    : [
        `  Not checked: ${listed(notRun.map(({ code, needs }) => `${violationTitle(code).toLowerCase()} (needs ${asks[needs]})`))}.`,
      ]),
]

/** Whether a check fails its command. */
export const breaksAnError = (violations: readonly Violation[]): boolean =>
  violations.some(({ severity }) => severity === 'error')

const byCheck = (violations: readonly PlacedViolation[]): string[] =>
  [...new Set(violations.map(({ code }) => code))].flatMap((code) => {
    const those = violations.filter((violation) => violation.code === code)
    return [
      `    ${violationTitle(code)} (${those.length}, ${code})`,
      ...those.flatMap((violation) => [
        `      ${violation.place === '' ? '' : `${violation.place}: `}${violationSentence(violation)}`,
        ...(violation.quote === null ? [] : [`        “${violation.quote.replace(/\s+/g, ' ').trim()}”`]),
      ]),
    ]
  })

const tally = (violations: readonly Violation[]): string => {
  const parts = validatorSeverities.flatMap((severity) => {
    const count = violations.filter((violation) => violation.severity === severity).length
    return count === 0 ? [] : [`${count} ${validatorSeverityWords(severity).toLowerCase()}`]
  })
  return parts.length === 0 ? 'No problems found.' : `${parts.join(', ')}.`
}

const asks = { period: '--period', levels: '--rules' } as const
