import type { Undoable } from '../stream/undo.ts'
import { type ActionState, evolveAction } from './action.ts'
import { changesOfAction } from './changes.ts'
import type { ActionEvent } from './events.ts'
import { refusalToFollow } from './one-event.ts'

/** How events of an action are undone. */
export const undoableAction: Undoable<ActionState, ActionEvent> = {
  evolve: evolveAction,
  changes: changesOfAction,
  follows: (state, event) => refusalToFollow(state, event) === null,
}
