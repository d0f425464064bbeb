import { type ReturnedPlan, type ReturnedRowView, returnedWorkbook } from '@beatbook/contract'
import { dayWords, refusalSentence } from '@beatbook/domain/english'
import {
  absentKey,
  bringCommands,
  choicesOfAll,
  commandDone,
  proposedChoices,
  type ReturnedChoices,
  returnedLine,
} from '@beatbook/presentation'
import { Option } from 'commander'
import { v7 as uuid } from 'uuid'
import { printData } from '../output/data.ts'
import { print, say } from '../output/print.ts'
import { callServer, connect } from '../session/connect.ts'
import { sendToRead } from '../session/upload.ts'
import { jsonOption, type Verb } from './verb.ts'

interface BringOptions {
  readonly plan?: string
  readonly apply?: boolean
  readonly conflicts: 'plan' | 'workbook'
  readonly withdrawAbsent?: boolean
  readonly reason?: string
  readonly json?: boolean
}

/** `beatbook bring FILE…`: what workbooks that were taken out and changed say, and with `--apply` saves it. */
export const bringVerb: Verb = (program) => {
  program
    .command('bring')
    .description('show what a workbook that was taken out and changed says; --apply saves it')
    .argument('<files...>', 'the workbooks, .xlsx or .csv')
    .option('--plan <code>', 'the plan, where a workbook no longer says it itself')
    .option('--apply', 'save the changes; without it nothing is saved')
    .addOption(
      new Option('--conflicts <side>', 'what is kept where the plan was changed in between too')
        .choices(['plan', 'workbook'])
        .default('plan'),
    )
    .option('--withdraw-absent', 'withdraw the actions that went out and have no row any more')
    .option('--reason <words>', 'why it changes; by default the name of the workbook')
    .option(...jsonOption)
    .action(async (files: string[], options: BringOptions) => {
      const client = connect()
      const said: { file: string; plan: string; commandIds: string[]; returned: ReturnedPlan }[] = []
      for (const file of files) {
        const read = returnedWorkbook.parse(
          await sendToRead('/api/returned', file, options.plan === undefined ? {} : { plan: options.plan }),
        )
        for (const returned of read.plans) {
          const commands = options.apply
            ? bringCommands(returned, choicesOf(returned, options), read.file, options.reason ?? '')
            : []
          if (!options.json) printReturned(read.file, returned)
          const commandIds: string[] = []
          for (const command of commands) {
            const commandId = uuid()
            await callServer(() => client.commands.bringWorkbook.mutate({ ...command, commandId }))
            commandIds.push(commandId)
          }
          if (!options.json && options.apply)
            say(
              commandIds.length === 0
                ? 'There was nothing to save.'
                : `${commandDone('bring-workbook')} Undo it with “beatbook undo ${commandIds.at(-1)}”.`,
            )
          said.push({ file: read.file, plan: returned.plan.code, commandIds, returned })
        }
        if (!options.json && read.otherSheets.length > 0)
          say(`Not read, since they have no table of actions: ${read.otherSheets.join(', ')}`)
      }
      if (options.json) printData('bring', { applied: options.apply ?? false, workbooks: said })
      else if (!options.apply && said.some(({ returned }) => returned.rows.length > 0))
        say('Nothing was saved. Add --apply to save it.')
    })
}

const choicesOf = (returned: ReturnedPlan, { conflicts, withdrawAbsent }: BringOptions): ReturnedChoices => ({
  ...(conflicts === 'workbook' ? choicesOfAll(returned, true) : proposedChoices(returned)),
  ...(withdrawAbsent
    ? Object.fromEntries(returned.absent.map(({ actionId }) => [absentKey(actionId), true]))
    : {}),
})

const printReturned = (file: string, returned: ReturnedPlan): void => {
  print(`${file}: ${returned.plan.title} (${returned.plan.code})`)
  print(returnedLine(returned))
  for (const row of returned.rows) for (const line of linesOf(row)) print(line)
  for (const { address, text } of returned.absent) print(`  ${address} ${text}: no row`)
}

const kindWords = { changed: '', new: 'new: ', elsewhere: 'no longer in the plan: ' } as const

const linesOf = (row: ReturnedRowView): string[] => [
  `  ${kindWords[row.kind]}${row.address ?? `row ${row.number}`} ${row.text}`,
  ...row.fields.map(({ title, agreed, now, workbook, conflict, fault }) => {
    const before = conflict ? `agreed “${agreed}”, the plan has “${now}”` : `“${now}”`
    const words = row.kind === 'new' ? workbook : `${before} → “${workbook}”`
    return `    ${title}: ${words}${conflict ? ' (conflict)' : ''}${fault === null ? '' : ` (left out: ${fault})`}`
  }),
  ...(row.update === null
    ? []
    : [`    New update: ${row.update.on === null ? '' : `${dayWords(row.update.on)}: `}${row.update.text}`]),
  ...(row.refusal === null ? [] : [`    ${refusalSentence(row.refusal)}`]),
]
