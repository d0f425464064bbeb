import { setTimeout as pause } from 'node:timers/promises'
import { send, type Update } from '../client.ts'
import { type Plan, updatesOf } from '../plan.ts'
import type { Random } from '../random.ts'
import { faultsOf, inACopy, updatesByCommand } from '../record.ts'
import type { Tally } from '../report.ts'
import { type Server, startServer } from '../server.ts'
import { someAcknowledged, startWriters } from '../writers.ts'

/** The record that is killed repeatedly, with everything it ever acknowledged. */
export interface LongLived {
  readonly database: string
  readonly token: string
  readonly plan: Plan
  /** Every update that must exist, by its command's id. */
  readonly sent: Map<string, Update>
  readonly restarts: number[]
}

/** The number of actions checked through the API after each round; all of them after the last. */
const LOOKED_AT = 5

/** The maximum number of acknowledged updates before a kill. */
const MOST_BEFORE = 300

/**
 * One round: 16 writers, kill -9 after up to 300 updates, checks in a copy of the files, restart, and
 * unanswered commands sent again with their ids. Returns the running server, which the next round kills.
 */
export const roundOfUpdates = async (
  record: LongLived,
  server: Server,
  random: Random,
  tally: Tally,
): Promise<Server> => {
  const writers = startWriters(server.url, record.token, record.plan.actions, random)
  await someAcknowledged(writers, random.between(1, MOST_BEFORE))
  await pause(random.between(0, 40))
  await server.kill()
  const { acknowledged, inFlight, refused } = await writers.end()
  for (const update of acknowledged) record.sent.set(update.commandId, update)
  tally.count('kill -9 under 16 HTTP writers', 1)
  tally.count(
    'updates refused while nothing was wrong',
    refused.length,
    refused.map(({ answer }) => `${answer.status} ${answer.text.slice(0, 200)}`),
  )

  const { faults, times } = inACopy(record.database, (db) => ({
    faults: faultsOf(db),
    times: updatesByCommand(db),
  }))
  tally.count('integrity, foreign keys, versions as folded', 1, faults)
  tally.count(
    'acknowledged updates looked for after the kill',
    record.sent.size,
    timesOtherThanOne(record.sent.keys(), times),
  )
  tally.count(
    'updates in flight, at most once',
    inFlight.length,
    inFlight.flatMap(({ commandId }) =>
      (times.get(commandId) ?? 0) > 1 ? [`${commandId} is there twice`] : [],
    ),
  )

  const again = await startServer({ database: record.database })
  record.restarts.push(again.startedIn)
  await sendAgain(record, again, inFlight, times, tally)
  await lookThroughApi(record, again, [...acknowledged, ...inFlight], LOOKED_AT, random, tally)
  return again
}

/** Sends unanswered commands again: each succeeds, with `repeated` if the record had it already. */
const sendAgain = async (
  { token, sent }: LongLived,
  { url }: Server,
  inFlight: readonly Update[],
  times: Map<string, number>,
  tally: Tally,
) => {
  for (const update of inFlight) {
    const twice = [
      await send(url, 'commands.recordUpdate', update, { token }),
      await send(url, 'commands.recordUpdate', update, { token }),
    ]
    const had = times.has(update.commandId)
    const repeated = twice.map(({ body }) => body?.result?.data?.repeated)
    const fault = twice.some(({ status }) => status !== 200)
      ? `answered ${twice.map(({ status }) => status)}`
      : repeated[0] !== had || repeated[1] !== true
        ? `the record ${had ? 'had' : 'had not'} it, and repeated is ${repeated}`
        : null
    tally.count(
      'updates in flight sent again under their ids',
      1,
      fault === null ? [] : [`${update.commandId} ${fault}`],
    )
    sent.set(update.commandId, update)
  }
}

/** Searches for updates in the histories that the API returns. */
export const lookThroughApi = async (
  record: LongLived,
  { url }: Server,
  updates: readonly Update[],
  most: number,
  random: Random,
  tally: Tally,
): Promise<void> => {
  const byAction = Map.groupBy(updates, ({ actionId }) => actionId)
  const chosen = [...byAction.keys()].sort(() => random.next() - 0.5).slice(0, most)
  for (const actionId of chosen) {
    const address = record.plan.actions.find(({ id }) => id === actionId)?.address ?? actionId
    const there = await updatesOf(url, record.token, address)
    const wanted = byAction.get(actionId) ?? []
    const faults = wanted.flatMap(({ updateId }) => {
      const times = there.filter((id) => id === updateId).length
      return times === 1 ? [] : [`update ${updateId} stands ${times} times in the history of ${address}`]
    })
    tally.count('updates looked for in the histories of the API', wanted.length, faults)
  }
}

export const timesOtherThanOne = (ids: Iterable<string>, times: Map<string, number>): string[] =>
  [...ids].flatMap((id) => (times.get(id) === 1 ? [] : [`${id} is there ${times.get(id) ?? 0} times`]))
