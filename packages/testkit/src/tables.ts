import type { SubjectTable } from '@beatbook/domain'
import { aSubjectOf } from './subjects.ts'

/**
 * What rules see of a table of budget, spent, outstanding and per cent spent; each row gives those four
 * figures.
 */
export const aFundOf = (
  rows: Record<string, readonly (number | null)[]>,
  given: Partial<Pick<SubjectTable, 'totals' | 'claims'>> = {},
) => {
  const keys = ['budget', 'spent', 'outstanding', 'percentSpent'] as const
  const table: SubjectTable = {
    id: 'table-1',
    title: 'Community fund',
    columns: keys.map((key) => ({
      key,
      heading: headings[key],
      unit: key === 'percentSpent' ? 'percent' : 'gbp',
    })),
    rows: Object.entries(rows).map(([label, figures]) => ({
      label,
      values: Object.fromEntries(keys.map((key, at) => [key, figures[at] ?? null])),
      from: [],
    })),
    totals: null,
    claims: [],
    ...given,
  }
  return { ...aSubjectOf({ plans: [] }), tables: [table] }
}

const headings = {
  budget: 'Budget',
  spent: 'Spent',
  outstanding: 'Outstanding',
  percentSpent: '% spent',
} as const
