import type { SeveritiesByCode } from '@beatbook/domain'
import { commandDone } from '@beatbook/presentation'
import { v7 as uuid } from 'uuid'
import { say } from '../output/print.ts'
import { asking, connect } from '../session/connect.ts'

/** Keeps severities on a plan, over those it has: the checks not named stay as they are. */
export const keepSeverities = async (plan: string, severities: SeveritiesByCode): Promise<void> => {
  const client = connect()
  const { id: planId, severities: seen } = await asking(() => client.plans.get.query({ plan }))
  await asking(() =>
    client.commands.setSeverities.mutate({
      commandId: uuid(),
      planId,
      severities: { ...seen, ...severities },
      seen,
    }),
  )
  say(commandDone('set-severities'))
}
