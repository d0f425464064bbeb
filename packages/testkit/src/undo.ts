import {
  type ActionEvent,
  type CommandUndone,
  type DecideContext,
  decideUndoCommand,
  type Pending,
  type Recorded,
  type Refusal,
  type Result,
} from '@beatbook/domain'

/** Decides to undo an update of an action, given with all of its events, where nothing else rests on it. */
export const undoOfUpdate = (
  history: readonly Recorded<ActionEvent>[],
  updateId: string,
  context: DecideContext,
  reason?: string,
): Result<Pending<CommandUndone>[], Refusal> => {
  const update = history.find(
    (event) => event.type === 'update-recorded' && event.facts.updateId === updateId,
  )
  const known = { streams: update === undefined ? [] : [history as readonly unknown[] as Recorded[]] }
  return decideUndoCommand(
    { ...known, role: 'editor', count: known.streams.length, elsewhere: [] },
    {
      commandId: context.newId(),
      undoes: update?.commandId ?? context.newId(),
      ...(update === undefined ? {} : { eventIds: [update.id] }),
      reason,
    },
    context,
  )
}
