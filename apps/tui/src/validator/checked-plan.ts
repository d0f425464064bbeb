import type { PlanView } from '@beatbook/contract'
import { type Validator, type ValidatorCode, type Violation, validators } from '@beatbook/domain'
import type { NotRun, PlacedViolation } from './report.ts'

/** A plan's failed checks as answered by the server. */
export interface PlanCheck {
  readonly violations: readonly Violation[]
  readonly addresses: Readonly<Record<string, string>>
  readonly left: readonly ValidatorCode[]
}

/**
 * A plan's failed checks with their places (an action's address or a section's title), and the checks that
 * did not run.
 */
export const checkedPlan = (
  check: PlanCheck,
  plan: Pick<PlanView, 'sections'>,
): [PlacedViolation[], NotRun[]] => {
  const titles = new Map(plan.sections.map(({ id, title }) => [id, title]))
  const place = ({ where }: Violation): string =>
    where.action
      ? (check.addresses[where.action] ?? '')
      : where.section
        ? `section “${titles.get(where.section) ?? ''}”`
        : ''
  return [
    check.violations.map((violation) => ({ ...violation, place: place(violation) })),
    check.left.map((code) => ({ code, needs: needOf(code) })),
  ]
}

const needOf = (code: ValidatorCode): NotRun['needs'] => {
  const validator: Validator = validators[code]
  return validator.needs ?? 'period'
}
