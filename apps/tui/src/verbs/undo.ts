import { commandDone } from '@beatbook/presentation'
import { v7 as uuid } from 'uuid'
import { Stop } from '../output/exit.ts'
import { printJson, say } from '../output/print.ts'
import { sayRemoved } from '../output/removed.ts'
import { asking, connect } from '../session/connect.ts'
import { jsonOption, type Verb } from './verb.ts'

/** `beatbook undo ADDRESS`: takes an update back, the newest recorded one unless named. */
export const undoVerb: Verb = (program) => {
  program
    .command('undo')
    .description('take an update back, with whatever it changed')
    .argument('<address>', 'charter/32, or 32 where one plan only has it')
    .option('--update <id>', 'which; the one recorded last without it')
    .option('--reason <words>', 'why')
    .option(...jsonOption)
    .action(async (address: string, options: { update?: string; reason?: string; json?: boolean }) => {
      const client = connect()
      const action = await asking(() => client.actions.get.query({ address }))
      const updateId = options.update ?? (await lastRecorded(client, action.address))
      const outcome = await asking(() =>
        client.commands.undoUpdate.mutate({
          commandId: uuid(),
          actionId: action.id,
          updateId,
          ...(options.reason ? { reason: options.reason } : {}),
        }),
      )
      await sayRemoved(options.reason)
      if (options.json) return printJson({ address: action.address, updateId, position: outcome.position })
      say(commandDone('undo-update'))
    })
}

const lastRecorded = async (client: ReturnType<typeof connect>, address: string): Promise<string> => {
  const history = await asking(() => client.actions.history.query({ address }))
  const standing = history.filter((entry) => entry.type === 'update-recorded' && entry.undone === null)
  const last = standing.reduce<(typeof standing)[number] | null>(
    (newest, entry) => (newest === null || entry.recordedAt >= newest.recordedAt ? entry : newest),
    null,
  )
  if (!last?.updateId) throw new Stop('notFound', `${address} has no update to take back.`)
  return last.updateId
}
