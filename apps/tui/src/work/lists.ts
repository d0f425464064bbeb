import type { ActionRow, MyWork } from '@beatbook/contract'
import { counted, levelMark, ruleMark, timescaleShort } from '@beatbook/domain/english'

/** A list of work: its heading, and its actions with the reason for each. */
export interface WorkList {
  readonly heading: string
  readonly rows: readonly { readonly row: ActionRow; readonly says: string }[]
}

/** The lists of work, most urgent first, without empty ones. An action can be in several. */
export const workLists = (work: MyWork): WorkList[] =>
  [
    {
      heading: 'Late',
      rows: work.late.map((row) => ({
        row,
        says: `${counted(row.days, 'day')} past, ${timescaleShort(row.timescale)}`,
      })),
    },
    {
      heading: 'Due in four weeks',
      rows: work.due.map((row) => ({
        row,
        says: row.days === 0 ? 'due today' : `due in ${counted(row.days, 'day')}`,
      })),
    },
    { heading: 'Returned', rows: work.returned.map((row) => ({ row, says: 'once complete, open again' })) },
    {
      heading: 'Silent',
      rows: work.silent.map((row) => ({ row, says: `nothing said for ${counted(row.days, 'day')}` })),
    },
    {
      heading: 'Declared and computed disagree',
      rows: work.disagreeing.map((row) => ({ row, says: atOdds(row) })),
    },
  ].filter(({ rows }) => rows.length > 0)

const atOdds = (row: ActionRow): string =>
  `declared ${levelMark(row.level, null).word}, ${row.computed?.overridden ? 'set by a person to' : 'the rules say'} ${ruleMark(row.computed).word}`
