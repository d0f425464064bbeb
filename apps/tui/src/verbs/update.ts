import type { LevelCode, Stage } from '@beatbook/domain'
import { levels, stages } from '@beatbook/domain'
import { commandDone } from '@beatbook/presentation'
import { Option } from 'commander'
import { v7 as uuid } from 'uuid'
import { Stop } from '../output/exit.ts'
import { printJson, say } from '../output/print.ts'
import { sayRemoved } from '../output/removed.ts'
import { asking, connect } from '../session/connect.ts'
import { wordsFromEditor } from '../session/editor.ts'
import { standardInput } from '../session/input.ts'
import { dayGiven, shareGiven } from './given.ts'
import { jsonOption, type Verb } from './verb.ts'

interface UpdateOptions {
  readonly text?: string
  readonly editor?: boolean
  readonly stage?: Stage
  readonly level?: LevelCode | 'none'
  readonly progress?: number
  readonly timescale?: string
  readonly reason?: string
  readonly on?: string
  readonly json?: boolean
}

/** `beatbook update ADDRESS`: words, and whatever they change. */
export const updateVerb: Verb = (program) => {
  program
    .command('update')
    .description('record an update: words, and whatever they change')
    .argument('<address>', 'charter/32, or 32 where one plan only has it')
    .option('--text <words>', 'what happened; “-” reads standard input')
    .option('--editor', 'write the words in $EDITOR')
    .addOption(new Option('--stage <stage>', 'where the work stands now').choices([...stages]))
    .addOption(
      new Option('--level <level>', 'the level you declare').choices([...levels.map((l) => l.code), 'none']),
    )
    .option('--progress <per-cent>', 'the share of the work done, 0 to 100', (said: string) =>
      shareGiven(said, '--progress'),
    )
    .option('--timescale <words>', 'a new timescale, e.g. "by June 2027"; wants --reason')
    .option('--reason <words>', 'why')
    .option('--on <date>', 'the day it is true from (today)')
    .option(...jsonOption)
    .action(async (address: string, options: UpdateOptions) => {
      const client = connect()
      const action = await asking(() => client.actions.get.query({ address }))
      const text = options.editor
        ? fromEditor(action.address, action.text)
        : options.text === '-'
          ? standardInput().trim()
          : (options.text ?? '')
      const on = await dayGiven(options.on, '--on')
      const updateId = uuid()
      const outcome = await asking(() =>
        client.commands.recordUpdate.mutate({
          commandId: uuid(),
          actionId: action.id,
          updateId,
          text,
          ...(on ? { on } : {}),
          ...(options.stage ? { stage: options.stage } : {}),
          ...(options.level ? { level: options.level === 'none' ? null : options.level } : {}),
          ...(options.progress === undefined ? {} : { progress: options.progress }),
          ...(options.timescale ? { timescale: options.timescale } : {}),
          ...(options.reason ? { reason: options.reason } : {}),
          seen: {
            stage: action.touched.stage,
            level: action.touched.level,
            timescale: action.touched.timescale,
            progress: action.touched.progress,
          },
        }),
      )
      await sayRemoved(text, options.reason, options.timescale)
      if (options.json) return printJson({ address: action.address, updateId, position: outcome.position })
      say(
        `${commandDone('record-update')} Take it back with “beatbook undo ${action.address} --update ${updateId}”.`,
      )
    })
}

const fromEditor = (address: string, text: string): string => {
  const editor = process.env.VISUAL ?? process.env.EDITOR
  if (!editor) throw new Stop('usage', 'No editor is set.', 'Set EDITOR, or give the words with --text.')
  const words = wordsFromEditor(editor, `Update for ${address}: ${text.replace(/\s+/g, ' ').slice(0, 200)}`)
  if (words === null) throw new Stop('usage', 'No words were saved, so nothing was recorded.')
  return words
}
