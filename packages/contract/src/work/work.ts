import { addDays, daysBetween, deadline, type IsoDate, id, isoDate } from '@beatbook/domain'
import * as z from 'zod'
import { type ActionRow, actionRow } from '../action/view.ts'

/** A party, the number of its actions that are not withdrawn, and whether the caller answers for it. */
export const partyChoice = z.object({ id, name: z.string(), actions: z.int(), mine: z.boolean() })
export type PartyChoice = z.infer<typeof partyChoice>

/**
 * A party whose actions are the person's: it is them (`self`), a post they hold since a day (`holder`), or one they
 * chose to answer for (`answers`).
 */
export const partyMine = z.object({
  id,
  name: z.string(),
  because: z.enum(['self', 'holder', 'answers']),
  since: isoDate.nullable(),
})
export type PartyMine = z.infer<typeof partyMine>

const dated = actionRow.extend({ days: z.int() })

/**
 * The work waiting for a person. An action can be in several lists: `late` past its deadline by `days`,
 * longest first; `due` within 28 days, in `days`, soonest first; `silent` without an update for longer than the
 * update period of its plan (six weeks where it has none), for `days`, longest first; `disagreeing` declared at another level than the rules give; `returned`
 * once complete and open again.
 */
export const myWork = z.object({
  asAt: isoDate,
  parties: z.array(partyMine),
  late: z.array(dated),
  due: z.array(dated),
  silent: z.array(dated),
  disagreeing: z.array(actionRow),
  returned: z.array(actionRow),
})
export type MyWork = z.infer<typeof myWork>

/**
 * How many days before its deadline an action is due, and after how many days without an update it is silent.
 * Source: issue "Where it shows"; the default rules' six weeks.
 */
export const DUE_DAYS = 28
export const SILENT_DAYS = 42

/**
 * Sorts the open actions a person answers for into lists of waiting work. `since` is the day an action exists
 * from, used where it has no update.
 */
export const sortWork = (
  rows: readonly ActionRow[],
  {
    asAt,
    returned,
    since,
    silentDays = () => SILENT_DAYS,
  }: {
    asAt: IsoDate
    returned: ReadonlySet<string>
    since: (id: string) => IsoDate | null
    /** After how many days without an update an action of a plan is silent. */
    silentDays?: (planId: string) => number
  },
): Omit<MyWork, 'asAt' | 'parties'> => {
  const open = rows.filter((row) => !row.withdrawn && row.stage !== 'complete')
  const counted = (days: (row: ActionRow) => number | null) =>
    open.flatMap((row) => {
      const count = days(row)
      return count === null ? [] : [{ ...row, days: count }]
    })
  const pastDeadline = (row: ActionRow): number | null => {
    const due = deadline(row.timescale)
    return due === null ? null : daysBetween(due, asAt)
  }
  const quiet = (row: ActionRow): number | null => {
    const last = row.lastUpdate?.on ?? since(row.id)
    return last === null || last > addDays(asAt, -silentDays(row.planId) - 1) ? null : daysBetween(last, asAt)
  }
  return {
    late: counted((row) => ((pastDeadline(row) ?? 0) > 0 ? pastDeadline(row) : null)).sort(
      (a, b) => b.days - a.days,
    ),
    due: counted((row) => {
      const past = pastDeadline(row)
      return past === null || past > 0 || -past > DUE_DAYS ? null : Math.abs(past)
    }).sort((a, b) => a.days - b.days),
    silent: counted(quiet).sort((a, b) => b.days - a.days),
    disagreeing: open.filter((row) => row.disagrees),
    returned: open.filter((row) => returned.has(row.id)),
  }
}
