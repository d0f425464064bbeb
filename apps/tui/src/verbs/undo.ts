import type { HistoryEntry } from '@beatbook/domain'
import { commandDone } from '@beatbook/presentation'
import { v7 as uuid } from 'uuid'
import { Stop } from '../output/exit.ts'
import { printJson, say } from '../output/print.ts'
import { sayRemoved } from '../output/removed.ts'
import { callServer, connect } from '../session/connect.ts'
import { jsonOption, type Verb } from './verb.ts'

interface Options {
  readonly update?: string
  readonly command?: string
  readonly reason?: string
  readonly json?: boolean
}

/**
 * `beatbook undo ADDRESS`: undoes an update, the newest recorded one unless named. `beatbook undo --command
 * ID`: undoes what a command did, wherever; the command of an undo is redone.
 */
export const undoVerb: Verb = (program) => {
  program
    .command('undo')
    .description('undo an update, or all that a command did; to undo an undo is to redo')
    .argument('[address]', 'charter/32, or 32 where one plan only has it')
    .option('--update <id>', 'which update; the one recorded last without it')
    .option('--command <id>', 'the command to undo in place of an update, as “history” names it')
    .option('--reason <words>', 'why')
    .option(...jsonOption)
    .action(async (address: string | undefined, options: Options) => {
      const client = connect()
      const reason = options.reason ? { reason: options.reason } : {}
      const undo = (undoes: string, eventIds?: string[]) =>
        callServer(() =>
          client.commands.undoCommand.mutate({
            commandId: uuid(),
            undoes,
            ...(eventIds === undefined ? {} : { eventIds }),
            ...reason,
          }),
        )
      if ((address === undefined) === (options.command === undefined))
        throw new Stop('usage', 'Give the address of an action, or --command with what to undo.')
      if (options.command !== undefined) {
        const outcome = await undo(options.command)
        await sayRemoved(options.reason)
        if (options.json) return printJson({ command: options.command, position: outcome.position })
        return say(commandDone('undo-command'))
      }
      const action = await callServer(() => client.actions.get.query({ address: address ?? '' }))
      const entry = updateIn(
        await callServer(() => client.actions.history.query({ address: action.address })),
        action.address,
        options.update,
      )
      const outcome = await undo(entry.commandId, [entry.eventId])
      await sayRemoved(options.reason)
      if (options.json)
        return printJson({ address: action.address, updateId: entry.updateId, position: outcome.position })
      say(commandDone('undo-command'))
    })
}

/** The update with an id, or the last recorded one that is not undone. */
const updateIn = (
  history: readonly HistoryEntry[],
  address: string,
  id: string | undefined,
): HistoryEntry => {
  const updates = history.filter((entry) => entry.type === 'update-recorded')
  const found =
    id === undefined
      ? updates
          .filter((entry) => entry.undone === null)
          .reduce<HistoryEntry | null>(
            (newest, entry) => (newest === null || entry.recordedAt >= newest.recordedAt ? entry : newest),
            null,
          )
      : updates.find((entry) => entry.updateId === id)
  if (!found)
    throw new Stop(
      'notFound',
      id === undefined ? `${address} has no update to undo.` : `${address} has no update ${id}.`,
    )
  return found
}
