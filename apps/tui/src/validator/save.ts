import type { SeveritiesByCode } from '@beatbook/domain'
import { commandDone } from '@beatbook/presentation'
import { v7 as uuid } from 'uuid'
import { say } from '../output/print.ts'
import { callServer, connect } from '../session/connect.ts'

/** Saves severities on a plan; checks that are not named do not change. */
export const saveSeverities = async (plan: string, severities: SeveritiesByCode): Promise<void> => {
  const client = connect()
  const { id: planId, severities: seen } = await callServer(() => client.plans.get.query({ plan }))
  await callServer(() =>
    client.commands.setSeverities.mutate({
      commandId: uuid(),
      planId,
      severities: { ...seen, ...severities },
      seen,
    }),
  )
  say(commandDone('set-severities'))
}
