import type { ComparedRow, Comparison } from './comparison.ts'
import type { ActionAt, PlanAt, UpdateAt } from './plan-at.ts'

/**
 * The plan after, from the plan before and the result of `comparePlans`. Errors: none if the two belong
 * together.
 */
export const applyComparison = (before: PlanAt, { to, about, sections, rows, order }: Comparison): PlanAt => {
  const byId = new Map(rows.map((row) => [row.id, row]))
  const was = new Map(before.actions.map((action) => [action.id, action]))
  return {
    on: to,
    about: about?.after ?? before.about,
    sections: sections?.after ?? before.sections,
    actions: order.flatMap((id) => {
      const row = byId.get(id)
      const action = row?.action ?? was.get(id)
      return action === undefined ? [] : [row === undefined ? action : applyRow(action, row)]
    }),
  }
}

const applyRow = (action: ActionAt, { changes, updates }: ComparedRow): ActionAt => ({
  ...action,
  ...Object.fromEntries(changes.map(({ field, after }) => [field, after])),
  updates: updates === null ? action.updates : applyUpdates(action.updates, updates),
})

const applyUpdates = (
  before: readonly UpdateAt[],
  { added, changed, order }: NonNullable<ComparedRow['updates']>,
): UpdateAt[] => {
  const known = new Map(
    [...before, ...changed.map(({ after }) => after), ...added].map((update) => [update.id, update]),
  )
  return order.flatMap((id) => known.get(id) ?? [])
}
