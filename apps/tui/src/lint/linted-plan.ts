import { type PlanView, type ValidatorCode, type ValidatorRule, type Violation, validatorRules } from '@beatbook/domain'
import type { NotRun, PlacedViolation } from './report.ts'

/** What a server says of a plan's broken rules. */
export interface PlanLint {
  readonly violations: readonly Violation[]
  readonly addresses: Readonly<Record<string, string>>
  readonly left: readonly ValidatorCode[]
}

/** A plan's broken rules each with its place, an action's address or a section's title, and the rules that did not run. */
export const lintedPlan = (lint: PlanLint, plan: Pick<PlanView, 'sections'>): [PlacedViolation[], NotRun[]] => {
  const titles = new Map(plan.sections.map(({ id, title }) => [id, title]))
  const place = ({ where }: Violation): string =>
    where.action ? (lint.addresses[where.action] ?? '') : where.section ? `section “${titles.get(where.section) ?? ''}”` : ''
  return [lint.violations.map((violation) => ({ ...violation, place: place(violation) })), lint.left.map((code) => ({ code, needs: needOf(code) }))]
}

const needOf = (code: ValidatorCode): NotRun['needs'] => {
  const rule: ValidatorRule = validatorRules[code]
  return rule.needs ?? 'period'
}
