import { lintSeverities, type ValidatorCode, type Violation } from '@beatbook/domain'
import { lintSeverityWords, listed, violationSentence, violationTitle } from '@beatbook/presentation'

/** A broken rule with the place it is shown at: "action 32, line 57". */
export type PlacedViolation = Violation & { readonly place: string }
/** A rule that did not run, and what it would have had to be told. */
export interface NotRun {
  readonly code: ValidatorCode
  readonly needs: 'period' | 'levels'
}

/** Broken rules as lines for a terminal: grouped by how grave they are, then by rule, each with its place, its sentence and the words it rests on. */
export const lintReport = (name: string, violations: readonly PlacedViolation[], notRun: readonly NotRun[]): string[] => [
  name,
  ...lintSeverities.flatMap((severity) => {
    const those = violations.filter((violation) => violation.severity === severity)
    return those.length === 0 ? [] : [`  ${lintSeverityWords(severity)}`, ...byRule(those)]
  }),
  `  ${tally(violations)}`,
  ...(notRun.length === 0
    ? []
    : [`  Not checked: ${listed(notRun.map(({ code, needs }) => `${violationTitle(code).toLowerCase()} (needs ${asks[needs]})`))}.`]),
]

/** Whether a lint fails its command. */
export const breaksAnError = (violations: readonly Violation[]): boolean => violations.some(({ severity }) => severity === 'error')

const byRule = (violations: readonly PlacedViolation[]): string[] =>
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
  const parts = lintSeverities.flatMap((severity) => {
    const count = violations.filter((violation) => violation.severity === severity).length
    return count === 0 ? [] : [`${count} ${lintSeverityWords(severity).toLowerCase()}`]
  })
  return parts.length === 0 ? 'No rule is broken.' : `${parts.join(', ')}.`
}

const asks = { period: '--period', levels: '--scheme' } as const
