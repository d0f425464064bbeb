import { randomUUIDv7 } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import { ask, dataOf, send } from '../client.ts'
import type { Random } from '../random.ts'
import { copyOf, faultsOf, inACopy } from '../record.ts'
import type { Tally } from '../report.ts'
import { aFolder, removeFolder, type Server, startServer } from '../server.ts'
import type { Prepared } from './prepare.ts'

/** The current ratings of every action, as one text. */
export type Ratings = string

/**
 * Pins other rules to the large plan and waits for its ratings: the expected result for every killed record,
 * and the duration.
 */
export const uninterruptedRating = async (
  prepared: Prepared,
): Promise<{ ratings: Ratings; takes: number }> => {
  const work = aFolder()
  const database = copyOf(prepared.folder, work)
  const server = await startServer({ database })
  const began = performance.now()
  dataOf(
    await send(server.url, 'commands.pinRagRules', await aPin(server, prepared), { token: prepared.token }),
  )
  await allRated(database)
  const takes = performance.now() - began
  await server.stop()
  const ratings = inACopy(database, ratingsOf)
  removeFolder(work)
  return { ratings, takes }
}

/**
 * Kills while the ratings of a plan are recalculated: the restarted server arrives at the same ratings as an
 * uninterrupted one.
 */
export const killDuringRating = async (
  prepared: Prepared,
  uninterrupted: { ratings: Ratings; takes: number },
  random: Random,
  tally: Tally,
): Promise<void> => {
  const work = aFolder()
  const database = copyOf(prepared.folder, work)
  const server = await startServer({ database })
  const pin = await aPin(server, prepared)
  const sent = send(server.url, 'commands.pinRagRules', pin, { token: prepared.token }).catch(() => null)
  await pause(random.between(0, Math.round(uninterrupted.takes * 1.1)))
  await server.kill()
  await sent
  const { faults, waiting } = inACopy(database, (db) => ({ faults: faultsOf(db), waiting: waitingIn(db) }))

  const again = await startServer({ database })
  const repeated = await send(again.url, 'commands.pinRagRules', pin, { token: prepared.token })
  if (repeated.status !== 200)
    faults.push(`sent again it was answered ${repeated.status} ${repeated.text.slice(0, 300)}`)
  const done = await allRated(database).then(
    () => true,
    () => false,
  )
  if (!done) faults.push('the ratings were not worked out after the restart')
  await again.stop()
  const after = inACopy(database, (db) => ({ faults: faultsOf(db), ratings: ratingsOf(db) }))
  faults.push(...after.faults)
  if (after.ratings !== uninterrupted.ratings)
    faults.push('the ratings differ from those of a record that nobody interrupted')
  tally.count(`kill while ${prepared.rows} actions are rated anew`, 1, faults)
  if (waiting > 0) tally.count('… of these with ratings left to work out', 1)
  removeFolder(work)
}

/** The command that pins rules other than the current ones of the large plan. */
const aPin = async ({ url }: Server, { large, token }: Prepared) => {
  const allRagRules = dataOf(await ask(url, 'ragRules.list', undefined, { token })) as {
    code: string
    version: number
  }[]
  const plan = dataOf(await ask(url, 'plans.get', { plan: large.code }, { token })) as {
    ragRules?: { code: string } | null
  }
  const other = allRagRules.find(({ code }) => code !== plan.ragRules?.code)
  if (other === undefined) throw new Error('there are no other rules to pin')
  return { commandId: randomUUIDv7(), planId: large.id, code: other.code, version: other.version }
}

/** Waits until no action is marked for recalculation. Throws after a minute. */
const allRated = async (database: string): Promise<void> => {
  const db = new DatabaseSync(database, { readOnly: true })
  try {
    for (let waited = 0; waitingIn(db) > 0; waited += 20) {
      if (waited > 60_000) throw new Error('ratings were not worked out within a minute')
      await pause(20)
    }
  } finally {
    db.close()
  }
}

const waitingIn = (db: DatabaseSync): number =>
  Number(db.prepare('select count(*) as waiting from rating_due').get()?.['waiting'])

const ratingsOf = (db: DatabaseSync): Ratings =>
  JSON.stringify(
    db
      .prepare(
        `select rating.subject_id, held_from, held_to, level, disagrees, turns_on, body
         from rating join content on content.id = rating.content_id
         where recorded_to > '9999' order by 1, 2`,
      )
      .all(),
  )
