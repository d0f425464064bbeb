import {
  addDependency,
  liftOverride,
  overrideLevel,
  recordUpdate,
  removeDependency,
  restoreAction,
  undoUpdate,
  withdrawAction,
} from '../action/commands.ts'
import { acceptDraft, pinRagRules, setSeverities } from '../plan/commands.ts'
import { saveRagRules } from '../rag-rules/commands.ts'
import { acceptClock } from '../record/commands.ts'

/** Every command of the domain. A new one appears everywhere by being listed here. */
export const commands = {
  'accept-draft': acceptDraft,
  'record-update': recordUpdate,
  'undo-update': undoUpdate,
  'withdraw-action': withdrawAction,
  'restore-action': restoreAction,
  'override-level': overrideLevel,
  'lift-override': liftOverride,
  'add-dependency': addDependency,
  'remove-dependency': removeDependency,
  'pin-rag-rules': pinRagRules,
  'set-severities': setSeverities,
  'save-rag-rules': saveRagRules,
  'accept-clock': acceptClock,
} as const
export type CommandName = keyof typeof commands
