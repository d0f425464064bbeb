import type { WrittenRow } from '@beatbook/contract'
import { bookKeys } from '../carried/titles.ts'
import { wordsOfCell } from '../out/document.ts'
import { type PlanOut, planOut } from '../out/plan.ts'

/** Actions as a workbook that goes out has them: the words of each cell, by field. */
export const writtenRows = (given: PlanOut): WrittenRow[] => {
  const { columns, sections } = planOut(given)
  const titles = new Map(given.rows.map(({ id, ref, text }) => [id, { ref, text }]))
  return sections.flatMap(({ title, rows }) =>
    rows.map(({ id, address, withdrawn, cells }) => ({
      ...{ id, address, withdrawn, ref: '', text: '', ...titles.get(id) },
      cells: Object.fromEntries([
        [bookKeys.section.key, title ?? ''] as const,
        ...columns.map(({ key }, at) => [key, wordsOfCell(cells[at] ?? null)] as const),
      ]),
    })),
  )
}
