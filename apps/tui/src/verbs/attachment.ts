import type { Client } from '@beatbook/api/client'
import type { ActionView } from '@beatbook/contract'
import { attachmentKind, commandOutcome, evidenceWords } from '@beatbook/presentation'
import { v7 as uuid } from 'uuid'
import { printData } from '../output/data.ts'
import { Stop } from '../output/exit.ts'
import { type Done, printOutcome } from '../output/outcome.ts'
import { say } from '../output/print.ts'
import { sayRemoved } from '../output/removed.ts'
import { callServer, connect } from '../session/connect.ts'
import { dayGiven, type TimeOptions, timesGiven, wholeNumber } from './given.ts'
import { addressArgument, asAtOption, jsonOption, knownAtOption, type Verb } from './verb.ts'

interface Options {
  readonly title?: string
  readonly evidence?: boolean
  readonly evidenceOn?: string
  readonly on?: string
  readonly reason?: string
  readonly json?: boolean
}

const numberArgument = ['<number>', 'its number, as “beatbook attachments ADDRESS” shows it'] as const
const evidenceOnOption = ['--evidence-on <date>', 'the day on which what it shows was done'] as const
const onOption = ['--on <date>', 'the day it is true from (today)'] as const
const reasonOption = ['--reason <words>', 'why'] as const

/**
 * `beatbook attach`, `attachments`, `attachment` and `detach`: the files and web links of an action and of its
 * updates.
 */
export const attachmentVerbs: Verb = (program) => {
  program
    .command('attach')
    .description('attach a file or a web address to an action, or to one of its updates')
    .argument(...addressArgument)
    .argument('<file>', 'a file, or an address that begins with http:// or https://')
    .option('--title <words>', 'what it is called (the name of the file)')
    .option('--evidence', 'it shows that something was done')
    .option(...evidenceOnOption)
    .option('--update <update>', 'the update it belongs to: its id, “last”, or its number from the first')
    .option(...onOption)
    .option(...reasonOption)
    .option(...jsonOption)
    .action(attach)
  program
    .command('attachments')
    .description('the files and web links of an action and of its updates')
    .argument(...addressArgument)
    .option(...asAtOption)
    .option(...knownAtOption)
    .option(...jsonOption)
    .action(list)
  const attachment = program
    .command('attachment')
    .description('save a file of an action, or change a file or web link')
  attachment
    .command('get')
    .description('save a file of an action')
    .argument(...addressArgument)
    .argument(...numberArgument)
    .requiredOption('--output <file>', 'the new file to write; “-” writes to standard output')
    .option(...jsonOption)
    .action(save)
  attachment
    .command('change')
    .description('give a file or web link another title, or mark it as evidence or no longer')
    .argument(...addressArgument)
    .argument(...numberArgument)
    .option('--title <words>', 'what it is called')
    .option('--evidence', 'it shows that something was done')
    .option('--no-evidence', 'it is no evidence')
    .option(...evidenceOnOption)
    .option(...onOption)
    .option(...reasonOption)
    .option(...jsonOption)
    .action(change)
  program
    .command('detach')
    .description('remove a file or web link from an action')
    .argument(...addressArgument)
    .argument(...numberArgument)
    .option(...onOption)
    .option(...reasonOption)
    .option(...jsonOption)
    .action(detach)
}

const attach = async (
  address: string,
  file: string,
  { update, ...options }: Options & { readonly update?: string },
): Promise<void> => {
  const client = connect()
  const given = await optionsGiven(options)
  const action = await callServer(() => client.actions.get.query({ address }))
  const updateId = update === undefined ? undefined : await updateGiven(client, action, update)
  const { attachableGiven } = await import('../session/send-file.ts')
  const what = await attachableGiven(file)
  const [commandId, attachmentId] = [uuid(), uuid()]
  const outcome = await callServer(() =>
    client.commands.addAttachment.mutate({
      commandId,
      actionId: action.id,
      attachmentId,
      ...what,
      ...(updateId === undefined ? {} : { updateId }),
      ...given,
    }),
  )
  await done('add-attachment', commandId, outcome, { action, attachmentId }, options)
}

const list = async (address: string, options: TimeOptions & { readonly json?: boolean }): Promise<void> => {
  const times = await timesGiven(options)
  const client = connect()
  const action = await callServer(() => client.actions.get.query({ address, ...times }))
  const attachments = action.attachments.map(({ touched: _, ...each }, at) => ({ number: at + 1, ...each }))
  if (options.json) return printData('attachments', { address: action.address, attachments }, times)
  if (attachments.length === 0)
    return say(
      `${action.address} has no file and no link. Attach one with “beatbook attach ${action.address} FILE”.`,
    )
  const { dayShort } = await import('@beatbook/domain/english')
  const { printTable } = await import('../output/print-table.ts')
  printTable(
    [
      { heading: 'NO' },
      { heading: 'TITLE', flexible: true },
      { heading: 'KIND' },
      { heading: 'FROM' },
      { heading: 'EVIDENCE' },
      { heading: 'FILE OR ADDRESS', flexible: true },
    ],
    attachments.map((each) => [
      String(each.number),
      each.title,
      `${attachmentKind(each)}${each.updateId === null ? '' : ', of an update'}`,
      dayShort(each.on),
      evidenceWords(each)?.replace(/^Evidence of /, '') ?? '',
      each.file?.name ?? each.url ?? '',
    ]),
  )
}

const save = async (
  address: string,
  number: string,
  { output, json }: { readonly output: string; readonly json?: boolean },
): Promise<void> => {
  const client = connect()
  const { action, attachment } = await attachmentGiven(client, address, number)
  if (attachment.file === null)
    throw new Stop('usage', `Number ${number} is a web link: ${attachment.url}`, 'Open it in a browser.')
  const { fileAt, saveNew } = await import('../session/save.ts')
  const answer = await fileAt(`/api/actions/${action.id}/files/${attachment.id}`)
  if (output === '-') {
    if (json) throw new Stop('usage', '--json goes with a file: standard output has the attachment.')
    const { pipeline } = await import('node:stream/promises')
    return pipeline(answer, process.stdout, { end: false })
  }
  const { pathGiven } = await import('../session/input.ts')
  const path = pathGiven(output)
  const bytes = await saveNew(answer, path)
  if (json)
    return printData('attachment get', {
      address: action.address,
      attachmentId: attachment.id,
      file: path,
      bytes,
    })
  say(`Wrote ${output}.`)
}

const change = async (address: string, number: string, options: Options): Promise<void> => {
  const client = connect()
  const given = await optionsGiven(options)
  const { action, attachment } = await attachmentGiven(client, address, number)
  const commandId = uuid()
  const outcome = await callServer(() =>
    client.commands.changeAttachment.mutate({
      commandId,
      actionId: action.id,
      attachmentId: attachment.id,
      ...given,
      seen: attachment.touched,
    }),
  )
  await done('change-attachment', commandId, outcome, { action, attachmentId: attachment.id }, options)
}

const detach = async (address: string, number: string, options: Options): Promise<void> => {
  const client = connect()
  const { on, reason } = await optionsGiven(options)
  const { action, attachment } = await attachmentGiven(client, address, number)
  const commandId = uuid()
  const outcome = await callServer(() =>
    client.commands.removeAttachment.mutate({
      commandId,
      actionId: action.id,
      attachmentId: attachment.id,
      ...(on === undefined ? {} : { on }),
      ...(reason === undefined ? {} : { reason }),
      seen: attachment.touched,
    }),
  )
  await done('remove-attachment', commandId, outcome, { action, attachmentId: attachment.id }, options)
}

const optionsGiven = async ({ title, evidence, evidenceOn, on, reason }: Options) => {
  const [shown, from] = [await dayGiven(evidenceOn, '--evidence-on'), await dayGiven(on, '--on')]
  return {
    ...(title === undefined ? {} : { title }),
    ...(evidence === undefined ? {} : { evidence }),
    ...(shown === undefined ? {} : { evidenceOn: shown }),
    ...(from === undefined ? {} : { on: from }),
    ...(reason === undefined ? {} : { reason }),
  }
}

/** The file or link of a number; stops with exit 5 where the action has none. */
const attachmentGiven = async (client: Client, address: string, number: string) => {
  const at = wholeNumber(number, 'the address')
  const action = await callServer(() => client.actions.get.query({ address }))
  const attachment = action.attachments[at - 1]
  if (attachment === undefined)
    throw new Stop(
      'notFound',
      `${action.address} has no file or link ${at}.`,
      `“beatbook attachments ${action.address}” shows those there are.`,
    )
  return { action, attachment }
}

/** The id of an update: by itself, `last`, or by its number from the first that stands. */
const updateGiven = async (client: Client, { address }: ActionView, given: string): Promise<string> => {
  const history = await callServer(() => client.actions.history.query({ address }))
  const updates = history.filter(({ type, undone }) => type === 'update-recorded' && undone === null)
  const found =
    given === 'last'
      ? updates.at(-1)
      : (updates.find(({ updateId }) => updateId === given) ??
        (/^\d+$/.test(given) ? updates[Number(given) - 1] : undefined))
  if (found?.updateId == null)
    throw new Stop(
      'notFound',
      `${address} has no update ${given}.`,
      `“beatbook history ${address}” shows them with their ids.`,
    )
  return found.updateId
}

const done = async (
  name: 'add-attachment' | 'change-attachment' | 'remove-attachment',
  commandId: string,
  outcome: Done,
  { action, attachmentId }: { readonly action: ActionView; readonly attachmentId: string },
  { title, reason, json }: Options,
): Promise<void> => {
  await sayRemoved(title, reason)
  if (json) return printOutcome(name, commandId, outcome, { address: action.address, attachmentId })
  say(commandOutcome(name, outcome))
  if (!outcome.unchanged) say(`Undo it with “beatbook undo --command ${commandId}”.`)
}
