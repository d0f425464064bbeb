import type { IsoDate } from '../calendar/date.ts'
import type { Draft } from './draft.ts'
import { removeFutureEntryDates } from './future-dates.ts'
import { actionsOf } from './writing.ts'

/** What a draft has for an action that is not in its state. */
interface DraftExtra {
  /** The document has a date, or one of the action's entries does. */
  readonly dated: boolean
  /** The level as written in the document; `null` where it has none. */
  readonly levelSaid: string | null
}

/** What a draft has for its actions that is not in their states, by their keys. Pure; errors: none. */
export const draftExtras = (draft: Draft, today: IsoDate): ReadonlyMap<string, DraftExtra> =>
  new Map(
    draft.plans.flatMap((plan) =>
      actionsOf(removeFutureEntryDates(plan, today)).map(({ key, stages, updates, levelSaid }) => {
        const hasDay = [...stages, ...updates].some((entry) => entry.on !== null)
        return [key, { dated: plan.documentDate.on !== null || hasDay, levelSaid }]
      }),
    ),
  )
