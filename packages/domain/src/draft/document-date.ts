import type { IsoDate } from '../calendar/date.ts'
import type { documentDateReasons } from '../note/note.ts'

/** The evidence of a document's date: every list may be empty, in any order. */
export interface DateEvidence {
  /** A date the document states as its own. */
  readonly stated: IsoDate | null
  /** The day-precise dates among its updates or log entries. */
  readonly entries: readonly IsoDate[]
  /** The last days of the periods it states as completed. */
  readonly completed: readonly IsoDate[]
  readonly period: { readonly start: IsoDate | null } | null
  /**
   * When given, evidence later than this London day is ignored: nobody writes about what has not happened.
   */
  readonly today?: IsoDate
}

/**
 * The date from which a document is valid, and why: the first of its stated date, its latest entry, the end
 * of the latest period it states as completed, the first day of its period; otherwise `today`, with `on:
 * null` until it is accepted. Source: DESIGN, "A document's date".
 *
 * @example
 * ```ts
 * import { proposeDocumentDate } from '@beatbook/domain'
 *
 * const { on, because } = proposeDocumentDate({ stated: null, entries: ['2022-05-03', '2022-06-29'], completed: [], period: null })
 * console.log(on, because) // 2022-06-29 latest-entry
 * ```
 */
export const proposeDocumentDate = (
  evidence: DateEvidence,
): { on: IsoDate | null; because: Exclude<(typeof documentDateReasons)[number], 'chosen'> } => {
  const past = (dates: readonly (IsoDate | null | undefined)[]) =>
    dates.filter(
      (date): date is IsoDate => date != null && (evidence.today === undefined || date <= evidence.today),
    )
  const latest = (dates: readonly (IsoDate | null | undefined)[]) => past(dates).sort().at(-1)
  const candidates = [
    { on: latest([evidence.stated]), because: 'stated' },
    { on: latest(evidence.entries), because: 'latest-entry' },
    { on: latest(evidence.completed), because: 'completed-period' },
    { on: latest([evidence.period?.start]), because: 'period-start' },
  ] as const
  for (const { on, because } of candidates) if (on !== undefined) return { on, because }
  return { on: null, because: 'today' }
}
