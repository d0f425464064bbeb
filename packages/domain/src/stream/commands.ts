import * as z from 'zod'
import { defineCommand } from '../command/definition.ts'
import { id } from '../id.ts'
import { givenText, MOST_WORDS } from '../words/control.ts'

/**
 * Undoes the command with the id `undoes`, in every stream it wrote to, all or nothing; with `eventIds` only
 * those of its events. Undoing an undo is a redo. A command on several actions (`byRow`) that cannot be undone
 * in some of them is refused with `undo-partly`; with `rest` it is undone in the others.
 */
export const undoCommand = defineCommand({
  name: 'undo-command',
  input: z.object({
    commandId: id,
    undoes: id,
    eventIds: z.array(id).min(1).max(1_000).optional(),
    rest: z
      .boolean()
      .optional()
      .describe('Undo a change of several actions in those that nothing later rests on.'),
    reason: givenText(MOST_WORDS).optional(),
  }),
  capability: 'edit',
  cli: 'undo --command ID',
  on: 'action',
})
export type UndoCommand = z.input<typeof undoCommand.input>
