import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Random } from '../random.ts'
import { faultsOf, inACopy } from '../record.ts'
import type { Tally } from '../report.ts'
import { aFolder, removeFolder, root, started, startServer, tryToStart } from '../server.ts'

const fixtures = join(root, 'packages/store/fixtures')

/** The records that earlier versions wrote. */
const olderRecords = readdirSync(fixtures)
  .filter((name) => name.endsWith('.db.gz'))
  .map((name) => join(fixtures, name))

/** Kills while an older record is brought up to date: the next start brings it up to date whole. */
export const killDuringMigration = async (random: Random, tally: Tally): Promise<void> => {
  const work = aFolder()
  const database = join(work, 'record.db')
  writeFileSync(database, gunzipSync(readFileSync(random.pick(olderRecords))))
  const before = inACopy(database, eventsOf)
  const starting = tryToStart({ database }, random.between(150, 1_500))
  const outcome = await starting
  if (started(outcome)) await outcome.kill()
  const again = await startServer({ database })
  await again.stop()
  const { faults, after } = inACopy(database, (db) => ({ faults: faultsOf(db), after: eventsOf(db) }))
  if (after !== before) faults.push('the events differ from those before')
  tally.count('kill during the migration of an older record', 1, faults)
  if (!started(outcome)) tally.count('… of these before the server answered', 1)
  removeFolder(work)
}

const eventsOf = (db: Parameters<typeof faultsOf>[0]): string => JSON.stringify(db.prepare('select id, type, facts, words from event order by position').all())
