import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { gunzipSync } from 'node:zlib'
import type { Random } from '../random.ts'
import { faultsOf, inACopy } from '../record.ts'
import type { Tally } from '../report.ts'
import { aFolder, removeFolder, root, started, startServer, tryToStart } from '../server.ts'

const fixtures = join(root, 'packages/store/fixtures')

/** Records of earlier versions. */
const olderRecords = readdirSync(fixtures)
  .filter((name) => name.endsWith('.db.gz'))
  .map((name) => join(fixtures, name))

/** The duration of a start that migrates an older record, in milliseconds. */
export const timeOfMigration = async (): Promise<number> => {
  const { work, database } = unpacked(olderRecords[0] ?? '')
  const server = await startServer({ database })
  await server.stop()
  removeFolder(work)
  return server.startedIn
}

/**
 * Kills while an older record is migrated: the next start completes the migration, and every existing event
 * is unchanged.
 */
export const killDuringMigration = async (takes: number, random: Random, tally: Tally): Promise<void> => {
  const { work, database } = unpacked(random.pick(olderRecords))
  const before = inACopy(database, eventsOf)
  const outcome = await tryToStart(
    { database },
    random.between(Math.round(takes * 0.3), Math.round(takes * 1.1)),
  )
  if (started(outcome)) await outcome.kill()
  const again = await startServer({ database })
  await again.stop()
  const { faults, after } = inACopy(database, (db) => ({ faults: faultsOf(db), after: eventsOf(db) }))
  const changed = before.filter((event, index) => after[index] !== event).length
  if (changed > 0) faults.push(`${changed} of ${before.length} events are not as they were`)
  tally.count('kill during the migration of an older record', 1, faults)
  tally.count(
    started(outcome) ? '… of these after the server answered' : '… of these before the server answered',
    1,
  )
  removeFolder(work)
}

/** A record of an earlier version in a new folder. */
const unpacked = (fixture: string) => {
  const work = aFolder()
  const database = join(work, 'record.db')
  writeFileSync(database, gunzipSync(readFileSync(fixture)))
  return { work, database }
}

/**
 * Every event in order, with current names (migration 0011, the only one that rewrites events); a newer
 * server may append some at its start.
 */
const eventsOf = (db: DatabaseSync): string[] =>
  db
    .prepare('select id, type, facts, words from event order by position')
    .all()
    .map((event) =>
      JSON.stringify({
        ...event,
        type: typesOfToday[String(event.type)] ?? event.type,
        facts: factsOfToday(event),
      }),
    )

const typesOfToday: Readonly<Record<string, string>> = {
  'scheme-saved': 'rag-rules-saved',
  'scheme-pinned': 'rag-rules-pinned',
}

const factsOfToday = ({ type, facts }: Record<string, unknown>): string =>
  type === 'severities-set'
    ? String(facts).replaceAll('"level-outside-scheme":', '"level-outside-rules":')
    : String(facts)
