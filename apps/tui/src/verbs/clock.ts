import { commandDone } from '@beatbook/presentation'
import { v7 as uuid } from 'uuid'
import { printOutcome } from '../output/outcome.ts'
import { say } from '../output/print.ts'
import { sayRemoved } from '../output/removed.ts'
import { callServer, connect } from '../session/connect.ts'
import { jsonOption, type Verb } from './verb.ts'

/** `beatbook clock accept`: allows recording although the server's clock is behind the newest entry. */
export const clockVerb: Verb = (program) => {
  program
    .command('clock')
    .description('the server’s clock')
    .command('accept')
    .description(
      'let recording go on although the server’s clock is behind the newest entry; set the clock right where that is possible instead',
    )
    .requiredOption('--reason <words>', 'why it is behind')
    .option(...jsonOption)
    .action(async ({ reason, json }: { reason: string; json?: boolean }) => {
      const client = connect()
      const commandId = uuid()
      const outcome = await callServer(() => client.commands.acceptClock.mutate({ commandId, reason }))
      await sayRemoved(reason)
      if (json) return printOutcome('accept-clock', commandId, outcome)
      say(
        outcome.unchanged
          ? 'The clock is not behind: nothing had to be accepted.'
          : commandDone('accept-clock'),
      )
    })
}
