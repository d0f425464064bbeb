import { decided, defineAggregate } from '../aggregate/aggregate.ts'
import { undoCommand } from '../stream/commands.ts'
import type { Recorded } from '../stream/event.ts'
import { decideUndoCommand } from '../undo/decide.ts'
import { undoneCommand } from '../undo/needs.ts'
import { acceptClock } from './commands.ts'
import { decideAcceptClock } from './decide.ts'
import { type RecordEvent, recordEvent } from './events.ts'
import { behind, recordId } from './needs.ts'

/** The record as a whole, as data; the state is the last time that its clock was accepted. */
export const recordAggregate = defineAggregate({
  kind: 'record',
  home: 'root-area',
  event: recordEvent,
  evolve: (_: Recorded<RecordEvent> | null, event: Recorded<RecordEvent>): Recorded<RecordEvent> | null =>
    event,
  view: null,
  commands: {
    'undo-command': decided(undoCommand, {
      needs: (input) => ({ known: undoneCommand(input) }),
      decide: ({ known }, input, context) => decideUndoCommand(known, input, context),
    }),
    'accept-clock': decided(acceptClock, {
      needs: () => ({ record: recordId(), behind: behind() }),
      decide: ({ record, behind }, input, context) => decideAcceptClock(record, behind, input, context),
    }),
  },
})
