import { commandDone } from '@beatbook/presentation'
import { v7 as uuid } from 'uuid'
import { printJson, say } from '../output/print.ts'
import { asking, connect } from '../session/connect.ts'
import { addressArgument, jsonOption, type Verb } from './verb.ts'

interface Options {
  readonly on: string
  readonly remove?: boolean
  readonly reason?: string
  readonly json?: boolean
}

/** `beatbook depends ADDRESS --on ADDRESS`: what an action waits for; a loop is refused. */
export const dependsVerb: Verb = (program) => {
  program
    .command('depends')
    .description('say that an action depends on another, of any plan; a loop is refused')
    .argument(...addressArgument)
    .requiredOption('--on <address>', 'the action it waits for')
    .option('--remove', 'it depends on that no longer')
    .option('--reason <words>', 'why')
    .option(...jsonOption)
    .action(async (address: string, options: Options) => {
      const client = connect()
      const [action, on] = await Promise.all(
        [address, options.on].map((each) => asking(() => client.actions.get.query({ address: each }))),
      )
      if (action === undefined || on === undefined) return
      const command = {
        commandId: uuid(),
        actionId: action.id,
        dependsOn: on.id,
        ...(options.reason ? { reason: options.reason } : {}),
      }
      const outcome = await asking(() =>
        options.remove
          ? client.commands.removeDependency.mutate(command)
          : client.commands.addDependency.mutate(command),
      )
      if (options.json)
        return printJson({ address: action.address, on: on.address, position: outcome.position })
      say(commandDone(options.remove ? 'remove-dependency' : 'add-dependency'))
    })
}
