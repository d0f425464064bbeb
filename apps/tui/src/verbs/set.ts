import { commandOutcome } from '@beatbook/presentation'
import { v7 as uuid } from 'uuid'
import { cellsOf } from '../column/cells.ts'
import { columnsOfForce } from '../column/force.ts'
import { printOutcome } from '../output/outcome.ts'
import { say } from '../output/print.ts'
import { sayRemoved } from '../output/removed.ts'
import { callServer, connect } from '../session/connect.ts'
import { dayGiven } from './given.ts'
import { addressArgument, jsonOption, type Verb } from './verb.ts'

/** `beatbook set ADDRESS CODE=VALUE …`: sets the force's own columns of an action. */
export const setVerb: Verb = (program) => {
  program
    .command('set')
    .description('fill in columns of the force’s own, e.g. set charter/32 cost=£1,250 ward=North')
    .argument(...addressArgument)
    .argument('<values...>', 'each a column’s code or title, “=” and its value; “none” takes the value away')
    .option('--on <date>', 'the day they are true from (today)')
    .option('--reason <words>', 'why')
    .option(...jsonOption)
    .action(
      async (address: string, given: string[], options: { on?: string; reason?: string; json?: boolean }) => {
        const client = connect()
        const columns = await callServer(() => columnsOfForce(client))
        const values = cellsOf(given, columns)
        const on = await dayGiven(options.on, '--on')
        const action = await callServer(() => client.actions.get.query({ address }))
        const commandId = uuid()
        const outcome = await callServer(() =>
          client.commands.setColumns.mutate({
            commandId,
            actionId: action.id,
            values,
            ...(on ? { on } : {}),
            ...(options.reason ? { reason: options.reason } : {}),
            seen: Object.fromEntries(
              Object.keys(values).map((code) => [code, action.columnsTouched[code] ?? 0]),
            ),
          }),
        )
        await sayRemoved(options.reason)
        if (options.json) return printOutcome('set-columns', commandId, outcome, { address: action.address })
        say(commandOutcome('set-columns', outcome))
      },
    )
}
