import { commandDone } from '@beatbook/presentation'
import { v7 as uuid } from 'uuid'
import { printOutcome } from '../output/outcome.ts'
import { say } from '../output/print.ts'
import { sayRemoved } from '../output/removed.ts'
import { callServer, connect } from '../session/connect.ts'
import { dayGiven } from './given.ts'
import { jsonOption, type Verb } from './verb.ts'

interface Options {
  readonly reason?: string
  readonly on?: string
  readonly json?: boolean
}

/** `beatbook withdraw ADDRESS` and `beatbook restore ADDRESS`: withdraw an action, or restore it. */
export const withdrawVerb: Verb = (program) => {
  program
    .command('withdraw')
    .description('say that an action is no longer promised; its history stays')
    .argument('<address>', 'charter/32, or 32 where one plan only has it')
    .requiredOption('--reason <words>', 'why')
    .option('--on <date>', 'the day it is true from (today)')
    .option(...jsonOption)
    .action((address: string, options: Options) => carryOut('withdraw-action', address, options))
  program
    .command('restore')
    .description('promise a withdrawn action again')
    .argument('<address>', 'charter/32, or 32 where one plan only has it')
    .option('--reason <words>', 'why')
    .option('--on <date>', 'the day it is true from (today)')
    .option(...jsonOption)
    .action((address: string, options: Options) => carryOut('restore-action', address, options))
}

const carryOut = async (
  name: 'withdraw-action' | 'restore-action',
  address: string,
  options: Options,
): Promise<void> => {
  const client = connect()
  const action = await callServer(() => client.actions.get.query({ address }))
  const on = await dayGiven(options.on, '--on')
  const command = {
    commandId: uuid(),
    actionId: action.id,
    reason: options.reason ?? '',
    ...(on ? { on } : {}),
    seen: { withdrawn: action.touched.withdrawn },
  }
  const outcome = await callServer(() =>
    name === 'withdraw-action'
      ? client.commands.withdrawAction.mutate(command)
      : client.commands.restoreAction.mutate(command),
  )
  await sayRemoved(options.reason)
  if (options.json) return printOutcome(name, command.commandId, outcome, { address: action.address })
  say(commandDone(name))
}
