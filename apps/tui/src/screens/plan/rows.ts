import type { ActionRow } from '@beatbook/contract'

/** A line of the table: a section's heading, or an action with its index. */
export type TableLine = { readonly heading: string } | { readonly row: ActionRow; readonly at: number }

/** The lines of the table: a heading wherever the section changes. */
export const tableLinesOf = (rows: readonly ActionRow[]): TableLine[] =>
  rows.flatMap((row, at): TableLine[] =>
    rows[at - 1]?.sectionId === row.sectionId ? [{ row, at }] : [{ heading: row.section }, { row, at }],
  )

/** The index of the line of the action number `selected`. */
export const lineAt = (lines: readonly TableLine[], selected: number): number =>
  Math.max(
    0,
    lines.findIndex((line) => 'row' in line && line.at === selected),
  )
