import { type GivenLinkKind, givenLinkKinds } from '@beatbook/domain'
import { commandDone } from '@beatbook/presentation'
import { Option } from 'commander'
import { v7 as uuid } from 'uuid'
import { type Done, printOutcome } from '../output/outcome.ts'
import { say } from '../output/print.ts'
import { callServer, connect } from '../session/connect.ts'
import { addressArgument, jsonOption, type Verb } from './verb.ts'

interface Options {
  readonly remove?: boolean
  readonly reason?: string
  readonly json?: boolean
}

/**
 * `beatbook link ADDRESS --kind KIND --to ADDRESS`: links an action to another; a loop is refused. `beatbook
 * depends ADDRESS --on ADDRESS` is short for the kind `depends-on`.
 */
export const linkVerb: Verb = (program) => {
  program
    .command('link')
    .description('link an action to another, of any plan; a loop is refused')
    .argument(...addressArgument)
    .addOption(
      new Option('--kind <kind>', 'what it is to the other').choices(givenLinkKinds).makeOptionMandatory(),
    )
    .requiredOption('--to <address>', 'the other action')
    .option('--remove', 'it is so no longer')
    .option('--reason <words>', 'why')
    .option(...jsonOption)
    .action(
      async (address: string, { kind, to, ...options }: Options & { kind: GivenLinkKind; to: string }) => {
        await linking(address, { ...options, kind, to })
      },
    )
  program
    .command('depends')
    .description('say that an action depends on another: short for “link --kind depends-on”')
    .argument(...addressArgument)
    .requiredOption('--on <address>', 'the action it waits for')
    .option('--remove', 'it depends on that no longer')
    .option('--reason <words>', 'why')
    .option(...jsonOption)
    .action(async (address: string, { on, ...options }: Options & { on: string }) => {
      await linking(address, { ...options, kind: 'depends-on', to: on })
    })
}

/** Adds or removes a link and prints that. */
const linking = async (
  address: string,
  { kind, to, remove, reason, json }: Options & { kind: GivenLinkKind; to: string },
): Promise<void> => {
  const client = connect()
  const [action, other] = await Promise.all([
    callServer(() => client.actions.get.query({ address })),
    callServer(() => client.actions.get.query({ address: to })),
  ])
  const command = {
    commandId: uuid(),
    actionId: action.id,
    kind,
    to: other.id,
    ...(reason ? { reason } : {}),
  }
  const outcome: Done = await callServer(() =>
    remove ? client.commands.removeLink.mutate(command) : client.commands.addLink.mutate(command),
  )
  const name = remove ? 'remove-link' : 'add-link'
  if (json)
    return printOutcome(name, command.commandId, outcome, {
      address: action.address,
      kind,
      to: other.address,
    })
  say(commandDone(name))
}
