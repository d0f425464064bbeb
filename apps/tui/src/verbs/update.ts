import {
  CLEAR_INPUT,
  fieldChoices,
  givenFields,
  isChoice,
  isClearable,
  type SaidField,
  saidFieldNames,
  saidFields,
  saidIn,
} from '@beatbook/domain'
import { fieldWords } from '@beatbook/domain/english'
import { commandDone } from '@beatbook/presentation'
import { Option } from 'commander'
import { v7 as uuid } from 'uuid'
import { Stop } from '../output/exit.ts'
import { printOutcome } from '../output/outcome.ts'
import { say } from '../output/print.ts'
import { sayRemoved } from '../output/removed.ts'
import { callServer, connect } from '../session/connect.ts'
import { wordsFromEditor } from '../session/editor.ts'
import { standardInput } from '../session/input.ts'
import { dayGiven, shareGiven } from './given.ts'
import { jsonOption, type Verb } from './verb.ts'

interface UpdateOptions extends Partial<Record<SaidField, string>> {
  readonly text?: string
  readonly editor?: boolean
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
  for (const field of saidFieldNames) verb.addOption(optionOf(field))
  verb
    .option('--reason <words>', 'why')
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

/** The option for a field, depending on the field's control. */
const optionOf = (field: SaidField): Option => {
  const { control } = saidFields[field]
  const what = control === 'share' ? 'per-cent' : control === 'timescale' ? 'words' : field
  const option = new Option(`--${field} <${what}>`, fieldWords[field].asks)
  if (control === 'share') option.argParser((value: string) => String(shareGiven(value, `--${field}`)))
  const all = isChoice(field) ? fieldChoices[field].all : null
  return all === null ? option : option.choices([...all, ...(isClearable(field) ? [CLEAR_INPUT] : [])])
}

const fromEditor = (address: string, text: string): string => {
  const editor = process.env.VISUAL ?? process.env.EDITOR
  if (!editor) throw new Stop('usage', 'No editor is set.', 'Set EDITOR, or give the words with --text.')
  const words = wordsFromEditor(editor, `Update for ${address}: ${text.replace(/\s+/g, ' ').slice(0, 200)}`)
  if (words === null) throw new Stop('usage', 'No words were saved, so nothing was recorded.')
  return words
}
