import type * as z from 'zod'
import type { Settings } from '../area/settings.ts'
import type { IsoDate } from '../calendar/date.ts'
import type { CommandDefinition } from '../command/definition.ts'
import type { RagRules } from '../rag/rules.ts'
import type { DecideContext } from '../stream/event.ts'
import type {
  addLink,
  liftOverride,
  overrideLevel,
  recordUpdate,
  removeLink,
  restoreAction,
  undoUpdate,
  withdrawAction,
} from './commands.ts'
import {
  type ActionDecision,
  dayOfUpdate,
  decideLiftOverride,
  decideOverrideLevel,
  decideRecordUpdate,
  decideRemoveLink,
  decideRestoreAction,
  decideUndoUpdate,
  decideWithdrawAction,
} from './decide.ts'
import type { ActionSince } from './since.ts'

type CommandOf<D> =
  D extends CommandDefinition<infer N, infer I> ? { readonly name: N; readonly input: z.output<I> } : never

/** A command on one action, by its name. */
export type ActionCommand = CommandOf<
  | typeof recordUpdate
  | typeof undoUpdate
  | typeof withdrawAction
  | typeof restoreAction
  | typeof overrideLevel
  | typeof liftOverride
  | typeof addLink
  | typeof removeLink
>

/**
 * What a screen knows of an action when it judges a command. `undefined` stands for what it does not know.
 */
export interface KnownAction {
  readonly past: ActionSince | undefined
  /** The rules that rate the action's plan today; `null` where it has none. */
  readonly ragRules: Pick<RagRules, 'levels' | 'title'> | null | undefined
  /** What the force settled; where it is not known, its own lists of words are left to the server. */
  readonly settings?: Settings | undefined
}

/**
 * Decides a command by what a screen knows, with the functions the server decides by. `null` where the screen
 * knows too little and the server alone can judge: events were left out, the command takes effect before the
 * first of them, the plan's rules are not known, or what another action is linked to would have to be.
 */
export const judgeAction = (
  command: ActionCommand,
  { past, ragRules, settings }: KnownAction,
  context: DecideContext,
): ActionDecision | null => {
  if (past === undefined || isBefore(past, dayOf(command, past, context.today))) return null
  switch (command.name) {
    case 'record-update':
      return ragRules === undefined
        ? null
        : decideRecordUpdate(past, command.input, context, ragRules, settings ?? null)
    case 'undo-update':
      return decideUndoUpdate(past, command.input, context)
    case 'withdraw-action':
      return decideWithdrawAction(past, command.input, context)
    case 'restore-action':
      return decideRestoreAction(past, command.input, context)
    case 'override-level':
      return ragRules === undefined ? null : decideOverrideLevel(past, command.input, context, ragRules)
    case 'lift-override':
      return decideLiftOverride(past, command.input, context)
    case 'remove-link':
      return decideRemoveLink(past, command.input, context)
    case 'add-link':
      return null
  }
}

/** The day a command takes effect; `null` where that is the day of an update which is not known. */
const dayOf = (command: ActionCommand, past: ActionSince, today: IsoDate): IsoDate | null => {
  if (command.name === 'undo-update') return dayOfUpdate(past, command.input.updateId)
  return 'on' in command.input ? (command.input.on ?? today) : today
}

const isBefore = ({ since }: ActionSince, day: IsoDate | null): boolean =>
  since !== null && (day === null || day < since)
