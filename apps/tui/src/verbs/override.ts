import { commandDone } from '@beatbook/presentation'
import { v7 as uuid } from 'uuid'
import { printOutcome } from '../output/outcome.ts'
import { say } from '../output/print.ts'
import { sayRemoved } from '../output/removed.ts'
import { callServer, connect } from '../session/connect.ts'
import { dayGiven } from './given.ts'
import { addressArgument, jsonOption, type Verb } from './verb.ts'

/**
 * `beatbook override ADDRESS` and `beatbook lift ADDRESS`: replace the level by the rules until a day, or end
 * that.
 */
export const overrideVerb: Verb = (program) => {
  program
    .command('override')
    .description('replace the level by the rules until the end of a day, with the reason')
    .argument(...addressArgument)
    .requiredOption('--level <code>', 'a level of the plan’s rules')
    .requiredOption('--until <date>', 'the last day it holds; it lapses by itself')
    .requiredOption('--reason <words>', 'why')
    .option(...jsonOption)
    .action(
      async (address: string, options: { level: string; until: string; reason: string; json?: boolean }) => {
        const client = connect()
        const until = (await dayGiven(options.until, '--until', 'future')) ?? ''
        const action = await callServer(() => client.actions.get.query({ address }))
        const commandId = uuid()
        const outcome = await callServer(() =>
          client.commands.overrideLevel.mutate({
            commandId,
            actionId: action.id,
            level: options.level,
            until,
            reason: options.reason,
          }),
        )
        await sayRemoved(options.reason)
        if (options.json)
          return printOutcome('override-level', commandId, outcome, { address: action.address })
        say(`${commandDone('override-level')} The rules decide again with “beatbook lift ${action.address}”.`)
      },
    )
  program
    .command('lift')
    .description('let the rules decide again, from today')
    .argument(...addressArgument)
    .option('--reason <words>', 'why')
    .option(...jsonOption)
    .action(async (address: string, options: { reason?: string; json?: boolean }) => {
      const client = connect()
      const action = await callServer(() => client.actions.get.query({ address }))
      const commandId = uuid()
      const outcome = await callServer(() =>
        client.commands.liftOverride.mutate({
          commandId,
          actionId: action.id,
          ...(options.reason ? { reason: options.reason } : {}),
        }),
      )
      await sayRemoved(options.reason)
      if (options.json) return printOutcome('lift-override', commandId, outcome, { address: action.address })
      say(commandDone('lift-override'))
    })
}
