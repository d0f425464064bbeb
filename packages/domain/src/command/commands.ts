import { recordUpdate, restoreAction, undoUpdate, withdrawAction } from '../action/commands.ts'
import { acceptDraft } from '../plan/commands.ts'

/** Every command of the domain. A new one appears everywhere by being listed here. */
export const commands = {
  'accept-draft': acceptDraft,
  'record-update': recordUpdate,
  'undo-update': undoUpdate,
  'withdraw-action': withdrawAction,
  'restore-action': restoreAction,
} as const
export type CommandName = keyof typeof commands
