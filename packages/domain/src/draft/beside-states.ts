import type { IsoDate } from '../calendar/date.ts'
import type { Draft } from './draft.ts'
import { holdEntries } from './to-come.ts'
import { actionsOf } from './writing.ts'

/** What a draft has of an action beside the state it becomes. */
interface BesideState {
  /** The document gives a day, of its own or of an entry of the action. */
  readonly dated: boolean
  /** The level as the document words it, `null` where it says nothing. */
  readonly levelSaid: string | null
}

/** What a draft has beside the states of its actions, by their keys. Pure; errors: none. */
export const besideStates = (draft: Draft, today: IsoDate): ReadonlyMap<string, BesideState> =>
  new Map(
    draft.plans.flatMap((plan) =>
      actionsOf(holdEntries(plan, today)).map(({ key, stages, updates, levelSaid }) => {
        const hasDay = [...stages, ...updates].some((entry) => entry.on !== null)
        return [key, { dated: plan.documentDate.on !== null || hasDay, levelSaid }]
      }),
    ),
  )
