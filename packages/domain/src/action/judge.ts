import type * as z from 'zod'
import type { Settings } from '../area/settings.ts'
import type { IsoDate } from '../calendar/date.ts'
import type { CommandDefinition } from '../command/definition.ts'
import type { RagRules } from '../rag/rules.ts'
import { ok } from '../result.ts'
import type { undoCommand } from '../stream/commands.ts'
import type { DecideContext } from '../stream/event.ts'
import { decideUndoIn } from '../stream/undo.ts'
import { decideAddAttachment, decideChangeAttachment, decideRemoveAttachment } from './attach.ts'
import type {
  addAttachment,
  addLink,
  changeAttachment,
  editAction,
  liftOverride,
  overrideLevel,
  recordUpdate,
  removeAttachment,
  removeLink,
  restoreAction,
  setColumns,
  withdrawAction,
} from './commands.ts'
import {
  decideAddLink,
  decideLiftOverride,
  decideOverrideLevel,
  decideRecordUpdate,
  decideRemoveLink,
  decideRestoreAction,
  decideSetColumns,
  decideWithdrawAction,
} from './decide.ts'
import { decideEditAction, type EditKnown } from './edit.ts'
import type { ActionDecision } from './one-event.ts'
import type { ActionSince } from './since.ts'
import { undoableAction } from './undo.ts'

type CommandOf<D> =
  D extends CommandDefinition<infer N, infer I> ? { readonly name: N; readonly input: z.output<I> } : never

/** A command on one action, by its name. */
export type ActionCommand = CommandOf<
  | typeof recordUpdate
  | typeof setColumns
  | typeof editAction
  | typeof withdrawAction
  | typeof restoreAction
  | typeof overrideLevel
  | typeof liftOverride
  | typeof addLink
  | typeof removeLink
  | typeof addAttachment
  | typeof changeAttachment
  | typeof removeAttachment
  | typeof undoCommand
>

/** What a screen has of an action when it decides a command. `undefined` means not loaded. */
export interface KnownAction {
  readonly past: ActionSince | undefined
  /** The rules that rate the action's plan today; `null` where it has none. */
  readonly ragRules: Pick<RagRules, 'levels' | 'title'> | null | undefined
  /** The force's settings; where they are not loaded, the server checks their lists. */
  readonly settings?: Settings | undefined
}

/**
 * Decides a command with what a screen has loaded, by the functions the server uses. `null` where the screen
 * has too little: events were left out, the command takes effect before the first of them, the plan's rules
 * are not loaded, or the action itself does not refuse what needs other data: the links of another action,
 * parties, addresses, sections.
 */
export const judgeAction = (
  command: ActionCommand,
  { past, ragRules, settings }: KnownAction,
  context: DecideContext,
): ActionDecision | null => {
  if (past === undefined) return null
  if (command.name === 'undo-command') return judgeUndo(past, command.input, context)
  if (isBefore(past, dayOf(command, context.today))) return null
  switch (command.name) {
    case 'record-update':
      // The files that were uploaded are not loaded.
      return ragRules === undefined ||
        (command.input.attachments ?? []).some(({ uploadId }) => uploadId !== undefined)
        ? null
        : decideRecordUpdate(past, command.input, context, ragRules, settings ?? null)
    case 'set-columns':
      return settings === undefined ? null : decideSetColumns(past, command.input, context, settings.columns)
    case 'edit-action': {
      // Parties, addresses and sections are not loaded. Whether owners change needs the parties; for the other
      // fields a refusal by the action alone is final.
      const { owners, ref, sectionId } = command.input
      if (owners !== undefined) return null
      const decided = decideEditAction(past, command.input, notLoaded, context)
      if (!decided.ok) return decided
      if (ref !== undefined || sectionId !== undefined) return null
      return ok(decided.value.flatMap((event) => (event.type === 'party-added' ? [] : [event])))
    }
    case 'withdraw-action':
      return decideWithdrawAction(past, command.input, context)
    case 'restore-action':
      return decideRestoreAction(past, command.input, context)
    case 'override-level':
      return ragRules === undefined ? null : decideOverrideLevel(past, command.input, context, ragRules)
    case 'lift-override':
      return decideLiftOverride(past, command.input, context)
    case 'add-attachment':
      return command.input.uploadId === undefined
        ? decideAddAttachment(past, command.input, context, new Map())
        : null
    case 'change-attachment':
      return decideChangeAttachment(past, command.input, context)
    case 'remove-attachment':
      return decideRemoveAttachment(past, command.input, context)
    case 'remove-link':
      return decideRemoveLink(past, command.input, context)
    case 'add-link': {
      // The links of the other action are not loaded, but a refusal by this action alone is final.
      const { to } = command.input
      const decided = decideAddLink(past, command.input, context, new Set([to]))
      return decided.ok ? null : decided
    }
  }
}

const notLoaded: EditKnown = { parties: { byName: new Map(), ids: new Set() }, slugs: new Set(), plan: null }

/**
 * Decides an undo for one action: a refusal there refuses the whole undo. `null` where the command has no
 * event in the action that is not undone, or events before a day were left out.
 */
const judgeUndo = (
  { since, events }: ActionSince,
  input: z.output<typeof undoCommand.input>,
  context: DecideContext,
): ActionDecision | null => {
  if (since !== null) return null
  const decided = decideUndoIn(undoableAction, events, input, context)
  if (decided.ok) return ok([decided.value])
  return decided.error.code === 'already-undone' ? null : decided
}

/** The day a command takes effect. */
const dayOf = ({ input }: Exclude<ActionCommand, { name: 'undo-command' }>, today: IsoDate): IsoDate =>
  'on' in input ? (input.on ?? today) : today

const isBefore = ({ since }: ActionSince, day: IsoDate): boolean => since !== null && day < since
