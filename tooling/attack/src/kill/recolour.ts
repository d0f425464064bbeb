import { randomUUIDv7 } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import { ask, dataOf, send } from '../client.ts'
import type { Random } from '../random.ts'
import { copyOf, faultsOf, inACopy } from '../record.ts'
import type { Tally } from '../report.ts'
import { aFolder, removeFolder, type Server, startServer } from '../server.ts'
import type { Prepared } from './prepare.ts'

/** Every action's colours as they are known now, as one text. */
export type Colours = string

/** Pins other rules to the large plan and lets its colours be worked out in peace: what every killed record must come to, and how long it took. */
export const colouredInPeace = async (prepared: Prepared): Promise<{ colours: Colours; takes: number }> => {
  const work = aFolder()
  const database = copyOf(prepared.folder, work)
  const server = await startServer({ database })
  const began = performance.now()
  dataOf(await send(server.url, 'commands.pinScheme', await aPin(server, prepared), { token: prepared.token }))
  await allColoured(database)
  const takes = performance.now() - began
  await server.stop()
  const colours = inACopy(database, coloursOf)
  removeFolder(work)
  return { colours, takes }
}

/** Kills while a plan is coloured anew: the restarted server comes to the colours of a record that nobody interrupted. */
export const killDuringRecolouring = async (prepared: Prepared, peace: { colours: Colours; takes: number }, random: Random, tally: Tally): Promise<void> => {
  const work = aFolder()
  const database = copyOf(prepared.folder, work)
  const server = await startServer({ database })
  const pin = await aPin(server, prepared)
  const sent = send(server.url, 'commands.pinScheme', pin, { token: prepared.token }).catch(() => null)
  await pause(random.between(0, Math.round(peace.takes * 1.1)))
  await server.kill()
  await sent
  const { faults, waiting } = inACopy(database, (db) => ({ faults: faultsOf(db), waiting: waitingIn(db) }))

  const again = await startServer({ database })
  const repeated = await send(again.url, 'commands.pinScheme', pin, { token: prepared.token })
  if (repeated.status !== 200) faults.push(`sent again it was answered ${repeated.status} ${repeated.text.slice(0, 300)}`)
  const done = await allColoured(database).then(
    () => true,
    () => false,
  )
  if (!done) faults.push('the colours were not worked out after the restart')
  await again.stop()
  const after = inACopy(database, (db) => ({ faults: faultsOf(db), colours: coloursOf(db) }))
  faults.push(...after.faults)
  if (after.colours !== peace.colours) faults.push('the colours differ from those of a record that nobody interrupted')
  tally.count(`kill while ${prepared.rows} actions are coloured anew`, 1, faults)
  if (waiting > 0) tally.count('… of these with colours left to work out', 1)
  removeFolder(work)
}

/** The command that pins rules other than the ones the large plan has. */
const aPin = async ({ url }: Server, { large, token }: Prepared) => {
  const schemes = dataOf(await ask(url, 'schemes.list', undefined, { token })) as { code: string; version: number }[]
  const plan = dataOf(await ask(url, 'plans.get', { plan: large.code }, { token })) as { scheme?: { code: string } | null }
  const other = schemes.find(({ code }) => code !== plan.scheme?.code)
  if (other === undefined) throw new Error('there are no other rules to pin')
  return { commandId: randomUUIDv7(), planId: large.id, code: other.code, version: other.version }
}

/** Waits until no action waits for its colours. Throws after a minute. */
const allColoured = async (database: string): Promise<void> => {
  const db = new DatabaseSync(database, { readOnly: true })
  try {
    for (let waited = 0; waitingIn(db) > 0; waited += 20) {
      if (waited > 60_000) throw new Error('colours were not worked out within a minute')
      await pause(20)
    }
  } finally {
    db.close()
  }
}

const waitingIn = (db: DatabaseSync): number => Number(db.prepare('select count(*) as waiting from recolouring').get()?.['waiting'])

const coloursOf = (db: DatabaseSync): Colours =>
  JSON.stringify(
    db
      .prepare(
        `select action_id, span_from, span_to, shown_from, shown_to, level, disagrees, because from colouring
         where recorded_to is null order by action_id, span_from, shown_from, held_from`,
      )
      .all(),
  )
