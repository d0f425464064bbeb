import { setTimeout as pause } from 'node:timers/promises'
import { ask, dataOf, send } from '../client.ts'
import { actionsOf, anAccept } from '../plan.ts'
import type { Random } from '../random.ts'
import { copyOf, faultsOf, inACopy } from '../record.ts'
import type { Tally } from '../report.ts'
import { aFolder, removeFolder, startServer } from '../server.ts'
import type { Prepared } from './prepare.ts'

const CODE = 'second-county'

/**
 * Kills while a large document is accepted: afterwards the plan is complete or absent, a draft that was not
 * accepted still exists, and the repeated command results in one complete plan.
 */
export const killDuringAccept = async (
  { folder, token, draftId, rows }: Prepared,
  takes: number,
  random: Random,
  tally: Tally,
): Promise<void> => {
  const work = aFolder()
  const database = copyOf(folder, work)
  const server = await startServer({ database })
  const command = await anAccept(server.url, token, draftId, CODE)
  const sent = send(server.url, 'commands.acceptDraft', command, { token }).then(
    ({ status }) => status,
    () => null,
  )
  await pause(random.between(0, Math.round(takes * 1.2)))
  await server.kill()
  const acknowledged = (await sent) === 200
  const faults = inACopy(database, faultsOf)

  const again = await startServer({ database })
  const found = async () =>
    (dataOf(await ask(again.url, 'plans.list', {}, { token })) as { code: string }[]).filter(({ code }) =>
      code.startsWith(CODE),
    ).length
  const drafts = dataOf(await ask(again.url, 'drafts.list', undefined, { token })) as { id: string }[]
  const there = await found()
  if (acknowledged && there !== 1) faults.push(`it was acknowledged, and there are ${there} such plans`)
  if (there === 0 && !drafts.some(({ id }) => id === draftId))
    faults.push('neither the plan nor its draft is there')
  if (there > 0) faults.push(...(await wrongNumber(again.url, token, rows)))

  const repeated = await send(again.url, 'commands.acceptDraft', command, { token })
  if (repeated.status !== 200)
    faults.push(`sent again it was answered ${repeated.status} ${repeated.text.slice(0, 300)}`)
  else faults.push(...(await wrongNumber(again.url, token, rows)))
  if ((await found()) !== 1) faults.push(`sent again there are ${await found()} such plans`)
  await again.stop()
  faults.push(...inACopy(database, faultsOf))
  tally.count(`kill during the accept of ${rows} rows`, 1, faults)
  tally.count(there > 0 ? '… of these after the commit' : '… of these before the commit', 1)
  removeFolder(work)
}

/** The duration of an uninterrupted accept, in milliseconds. */
export const timeOfAccept = async ({ folder, token, draftId }: Prepared): Promise<number> => {
  const work = aFolder()
  const server = await startServer({ database: copyOf(folder, work) })
  const answer = await send(
    server.url,
    'commands.acceptDraft',
    await anAccept(server.url, token, draftId, CODE),
    { token },
  )
  dataOf(answer)
  await server.stop()
  removeFolder(work)
  return answer.took
}

const wrongNumber = async (url: string, token: string, rows: number): Promise<string[]> => {
  const { length } = await actionsOf(url, token, CODE)
  return length === rows ? [] : [`the plan has ${length} of ${rows} actions`]
}
