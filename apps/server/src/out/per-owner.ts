import type { OutPlan } from '@beatbook/documents'
import { foldWords } from '@beatbook/domain'

/** The column with the names of the owners, each between semicolons, a duty before it. */
const ownersOf = (plan: OutPlan, cells: OutPlan['sections'][number]['rows'][number]['cells']): string[] => {
  const cell = cells[plan.columns.findIndex(({ key }) => key === 'owners')] ?? null
  if (cell === null || !('words' in cell)) return []
  return cell.words.split('; ').map((owner) => owner.replace(/^(?:Lead|Consulted|Informed): /, ''))
}

/**
 * The plans once for each owner, by name, with the actions that the owner has a part in; those without an owner under
 * `null`.
 */
export const byOwner = (plans: readonly OutPlan[]): { owner: string | null; plans: OutPlan[] }[] => {
  const names = new Map<string, string>()
  let without = false
  for (const plan of plans)
    for (const { rows } of plan.sections)
      for (const { cells } of rows) {
        const owners = ownersOf(plan, cells)
        if (owners.length === 0) without = true
        for (const owner of owners) if (!names.has(foldWords(owner))) names.set(foldWords(owner), owner)
      }
  const only = (keep: (owners: readonly string[]) => boolean): OutPlan[] =>
    plans.flatMap((plan) => {
      const sections = plan.sections
        .map((section) => ({
          ...section,
          rows: section.rows.filter(({ cells }) => keep(ownersOf(plan, cells))),
        }))
        .filter(({ rows }) => rows.length > 0)
      return sections.length === 0 ? [] : [{ ...plan, sections }]
    })
  return [
    ...[...names]
      .sort(([, one], [, other]) => one.localeCompare(other, 'en-GB'))
      .map(([folded, owner]) => ({
        owner,
        plans: only((owners) => owners.some((each) => foldWords(each) === folded)),
      })),
    ...(without ? [{ owner: null, plans: only((owners) => owners.length === 0) }] : []),
  ]
}
