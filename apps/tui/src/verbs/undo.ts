import type { ImportUndo } from '@beatbook/contract'
import { entryTogether, type HistoryEntry } from '@beatbook/domain'
import { counted, dayWords, historyTitle, newestToUndo } from '@beatbook/domain/english'
import { commandDone, dependentWords, importUndoSentences } from '@beatbook/presentation'
import { v7 as uuid } from 'uuid'
import { printData } from '../output/data.ts'
import { Stop } from '../output/exit.ts'
import { printOutcome } from '../output/outcome.ts'
import { print, say } from '../output/print.ts'
import { sayRemoved } from '../output/removed.ts'
import { callServer, connect } from '../session/connect.ts'
import { jsonOption, type Verb } from './verb.ts'

interface Options {
  readonly update?: string
  readonly command?: string
  readonly import?: string
  readonly dryRun?: boolean
  readonly rest?: boolean
  readonly reason?: string
  readonly json?: boolean
}

/**
 * `beatbook undo ADDRESS`: undoes an entry of an action, the last recorded one unless an update is named.
 * `beatbook undo --import DOCUMENT`: undoes the import of a document, or redoes it once it is undone.
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
    .option(
      '--import <document>',
      'undo the import of this document (its id, or the code of a plan it was read into last); redone by the same',
    )
    .option('--dry-run', 'of an import, only show what would be undone, and what is in the way')
    .option('--rest', 'of a change of several actions, or an import, undo those that nobody changed since')
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
      if ([address, options.command, options.import].filter((given) => given !== undefined).length !== 1)
        throw new Stop('usage', 'Give the address of an action, --command or --import with what to undo.')
      if (options.dryRun && options.import === undefined)
        throw new Stop('usage', '--dry-run goes with --import.')
      if (options.import !== undefined) {
        const id = await documentNamed(client, options.import)
        const preview = await callServer(() => client.documents.previewUndo.query({ id }))
        if (options.dryRun) return options.json ? printData('undo --dry-run', preview) : sayPreview(preview)
        if (preview.count > 0 && !options.rest && !options.json) sayPreview(preview)
        // What is in the way is in the refusal.
        const outcome = await undo(preview.commandId).catch((error: unknown) => {
          throw inTheWay(error, preview) ?? error
        })
        await sayRemoved(options.reason)
        if (options.json)
          return printOutcome('undo-command', commandId, outcome, {
            undoes: preview.commandId,
            address: null,
            updateId: null,
            eventId: null,
          })
        say(preview.undone ? 'The import was redone.' : 'The import was undone.')
        return say(`Take that back with “beatbook undo --command ${commandId}”.`)
      }
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
      const history = await callServer(() => client.actions.history.query({ address: action.address }))
      const entry = entryIn(history, action.address, options.update)
      const together = history.filter(
        (each) =>
          each.eventId === entry.eventId ||
          (each.undone === null && entryTogether(each, history).eventId === entry.eventId),
      )
      const outcome = await undo(
        entry.commandId,
        together.map(({ eventId }) => eventId),
      )
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

/** The id of a document, given by it or by the code of a plan that it was read into last. */
const documentNamed = async (client: ReturnType<typeof connect>, given: string): Promise<string> => {
  if (/^[0-9a-f]{8}-/.test(given)) return given
  const documents = await callServer(() => client.documents.list.query())
  // A plan whose import was undone is nowhere, but its document names it still; another has a former code.
  const ofCode = documents.find(({ plans }) => plans.some(({ code }) => code === given.toLowerCase()))
  const plan = ofCode === undefined ? await client.plans.get.query({ plan: given }).catch(() => null) : null
  const found = ofCode ?? documents.find(({ plans }) => plans.some(({ id }) => id === plan?.id))
  if (found === undefined)
    throw new Stop(
      'notFound',
      `No document was imported into a plan “${given}”.`,
      'Ask “beatbook document list” which there are.',
    )
  return found.id
}

/** The refusal of an import that others rest on, in the words of this verb; `null` for any other failure. */
const inTheWay = (error: unknown, { undone, rest }: ImportUndo): Stop | null =>
  error instanceof Stop && error.why.code === 'import-needed'
    ? new Stop(
        'refused',
        `Nothing was ${undone ? 'redone' : 'undone'}: entries made since rest on the import.`,
        rest > 0 ? 'Undo those first, or the others with --rest.' : 'Undo those first.',
        error.why,
      )
    : null

const sayPreview = (preview: ImportUndo): void => {
  if (preview.count === 0) {
    for (const sentence of importUndoSentences(preview)) print(sentence)
    return
  }
  print(`${counted(preview.count, 'entry', { plural: 'entries' })} made since rest on the import:`)
  for (const dependent of preview.dependents)
    print(`  ${dependentWords(dependent)} (undo --command ${dependent.commandId})`)
  if (preview.rest > 0) print(`${counted(preview.rest, 'action')} could be undone without them, with --rest.`)
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
