import type { IsoDate } from '../calendar/date.ts'
import type { Recorded } from '../stream/event.ts'
import { isUndo, standing } from '../stream/standing.ts'
import { type ActionState, evolveAction } from './action.ts'
import type { ActionEvent } from './events.ts'

/**
 * The part of an action's history that a decision needs: its state at the end of the day before `since`, and
 * every event effective on or after that day, with every undo, since an undo can concern events of later
 * days. With `since` null the events are complete and the state is null. Commands that take effect before
 * `since` cannot be decided with it.
 */
export interface ActionSince {
  readonly since: IsoDate | null
  readonly state: ActionState | null
  readonly events: readonly Recorded<ActionEvent>[]
  /** The action after all of the events, where that is known already. */
  readonly now?: ActionState | null
}

/**
 * Splits a whole history into the state before the day `since` and the events from then on, in their given
 * order.
 */
export const actionSince = (
  history: readonly Recorded<ActionEvent>[],
  since: IsoDate | null = null,
): ActionSince => {
  if (since === null) return { since, state: null, events: history }
  return {
    since,
    state: standing(history)
      .filter((event) => event.effectiveOn < since)
      .reduce(evolveAction, null as ActionState | null),
    events: history.filter((event) => event.effectiveOn >= since || isUndo(event)),
  }
}

/** The action today; `null` where it does not exist. */
export const actionNow = ({ state, events, now }: ActionSince): ActionState | null =>
  now === undefined ? standing(events).reduce(evolveAction, state) : now
