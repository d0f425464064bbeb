import { givenFields, type SaidField, saidFieldNames, saidIn } from '@beatbook/domain'
import { commandDone } from '@beatbook/presentation'
import { v7 as uuid } from 'uuid'
import { Stop } from '../output/exit.ts'
import { printOutcome } from '../output/outcome.ts'
import { say } from '../output/print.ts'
import { sayRemoved } from '../output/removed.ts'
import { callServer, connect } from '../session/connect.ts'
import { wordsFromEditor } from '../session/editor.ts'
import { standardInput } from '../session/input.ts'
import { collect, dayGiven } from './given.ts'
import { saidOption } from './said-option.ts'
import { jsonOption, type Verb } from './verb.ts'

interface UpdateOptions extends Partial<Record<SaidField, string>> {
  readonly text?: string
  readonly editor?: boolean
  readonly attach?: readonly string[]
  readonly evidence?: boolean
  readonly reason?: string
  readonly on?: string
  readonly json?: boolean
}

/** `beatbook update ADDRESS`: records an update with text and changed fields. */
export const updateVerb: Verb = (program) => {
  const verb = program
    .command('update')
    .description('record an update: words, and whatever they change')
    .argument('<address>', 'charter/32, or 32 where one plan only has it')
    .option('--text <words>', 'what happened; “-” reads standard input')
    .option('--editor', 'write the words in $EDITOR')
  for (const field of saidFieldNames) verb.addOption(saidOption(field))
  verb
    .option('--reason <words>', 'why')
    .option('--attach <file>', 'a file, or a web address, that comes with it; may be repeated', collect)
    .option('--evidence', 'what is attached shows that something was done')
    .option('--on <date>', 'the day it is true from (today)')
    .option(...jsonOption)
    .action(async (address: string, options: UpdateOptions) => {
      const given = givenFields(options)
      if (!given.ok) throw new Stop('usage', `“${options[given.error]}” after --${given.error} does not fit.`)
      const client = connect()
      const action = await callServer(() => client.actions.get.query({ address }))
      const text = options.editor
        ? fromEditor(action.address, action.text)
        : options.text === '-'
          ? standardInput().trim()
          : (options.text ?? '')
      const on = await dayGiven(options.on, '--on')
      const attachments = await attachmentsGiven(options)
      const [commandId, updateId] = [uuid(), uuid()]
      const outcome = await callServer(() =>
        client.commands.recordUpdate.mutate({
          commandId,
          actionId: action.id,
          updateId,
          text,
          ...(on ? { on } : {}),
          ...given.value,
          ...(options.reason ? { reason: options.reason } : {}),
          ...(attachments.length === 0 ? {} : { attachments }),
          seen: saidIn(action.touched),
        }),
      )
      await sayRemoved(text, options.reason, options.timescale)
      if (options.json)
        return printOutcome('record-update', commandId, outcome, { address: action.address, updateId })
      say(
        `${commandDone('record-update')} Undo it with “beatbook undo ${action.address} --update ${updateId}”.`,
      )
    })
}

const attachmentsGiven = async ({ attach = [], evidence }: UpdateOptions) => {
  if (attach.length === 0 && evidence) throw new Stop('usage', '--evidence goes with --attach.')
  if (attach.length === 0) return []
  const { attachableGiven } = await import('../session/send-file.ts')
  const sent = []
  for (const given of attach)
    sent.push({
      attachmentId: uuid(),
      ...(await attachableGiven(given)),
      ...(evidence ? { evidence } : {}),
    })
  return sent
}

const fromEditor = (address: string, text: string): string => {
  const editor = process.env.VISUAL ?? process.env.EDITOR
  if (!editor) throw new Stop('usage', 'No editor is set.', 'Set EDITOR, or give the words with --text.')
  const words = wordsFromEditor(editor, `Update for ${address}: ${text.replace(/\s+/g, ' ').slice(0, 200)}`)
  if (words === null) throw new Stop('usage', 'No words were saved, so nothing was recorded.')
  return words
}
