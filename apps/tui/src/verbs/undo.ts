import type { HistoryEntry } from '@beatbook/domain'
import { dayWords } from '@beatbook/domain/english'
import { commandDone, historyTitle, newestToUndo } from '@beatbook/presentation'
import { v7 as uuid } from 'uuid'
import { Stop } from '../output/exit.ts'
import { printOutcome } from '../output/outcome.ts'
import { say } from '../output/print.ts'
import { sayRemoved } from '../output/removed.ts'
import { callServer, connect } from '../session/connect.ts'
import { jsonOption, type Verb } from './verb.ts'

interface Options {
  readonly update?: string
  readonly command?: string
  readonly rest?: boolean
  readonly reason?: string
  readonly json?: boolean
}

/**
 * `beatbook undo ADDRESS`: undoes an entry of an action, the last recorded one unless an update is named.
 * `beatbook undo --command ID`: undoes what a command did, wherever; the command of an undo is redone.
 */
export const undoVerb: Verb = (program) => {
  program
    .command('undo')
    .description('undo the entry of an action that was recorded last, or all that a command did')
    .argument('[address]', 'charter/32, or 32 where one plan only has it')
    .option('--update <id>', 'undo this update in place of the last entry')
    .option(
      '--command <id>',
      'undo all that this command did, as “history” names it; that of an undo is redone',
    )
    .option('--rest', 'of a change of several actions, undo those that nobody changed since')
    .option('--reason <words>', 'why')
    .option(...jsonOption)
    .action(async (address: string | undefined, options: Options) => {
      const client = connect()
      const commandId = uuid()
      const reason = options.reason ? { reason: options.reason } : {}
      const undo = (undoes: string, eventIds?: string[]) =>
        callServer(() =>
          client.commands.undoCommand.mutate({
            commandId,
            undoes,
            ...(eventIds === undefined ? {} : { eventIds }),
            ...(options.rest ? { rest: true } : {}),
            ...reason,
          }),
        )
      if ((address === undefined) === (options.command === undefined))
        throw new Stop('usage', 'Give the address of an action, or --command with what to undo.')
      if (options.command !== undefined) {
        const outcome = await undo(options.command)
        await sayRemoved(options.reason)
        if (options.json)
          return printOutcome('undo-command', commandId, outcome, {
            undoes: options.command,
            address: null,
            updateId: null,
            eventId: null,
          })
        return say(commandDone('undo-command'))
      }
      const action = await callServer(() => client.actions.get.query({ address: address ?? '' }))
      const entry = entryIn(
        await callServer(() => client.actions.history.query({ address: action.address })),
        action.address,
        options.update,
      )
      const outcome = await undo(entry.commandId, [entry.eventId])
      await sayRemoved(options.reason)
      if (options.json)
        return printOutcome('undo-command', commandId, outcome, {
          undoes: entry.commandId,
          address: action.address,
          updateId: entry.updateId,
          eventId: entry.eventId,
        })
      say(`${commandDone('undo-command')} ${dayWords(entry.on)}: ${entry.text ?? historyTitle(entry)}`)
    })
}

/** The update with an id, or the entry that was recorded last. */
const entryIn = (history: readonly HistoryEntry[], address: string, id: string | undefined): HistoryEntry => {
  const found =
    id === undefined
      ? newestToUndo(history)
      : history.find((entry) => entry.type === 'update-recorded' && entry.updateId === id)
  if (!found)
    throw new Stop(
      'notFound',
      id === undefined ? `${address} has nothing to undo.` : `${address} has no update ${id}.`,
    )
  return found
}
