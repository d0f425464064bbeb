import type * as z from 'zod'
import type { Need } from '../aggregate/need.ts'
import type { undoCommand } from '../stream/commands.ts'
import type { UndoKnown } from './decide.ts'

type Asked = Pick<z.output<typeof undoCommand.input>, 'undoes' | 'eventIds'>

/** What undoing a command, or some of its events, needs from the record. */
export const undoneCommand = (asked: Asked): Need<'undone-command', readonly [Asked], UndoKnown> => ({
  need: 'undone-command',
  args: [asked],
})
