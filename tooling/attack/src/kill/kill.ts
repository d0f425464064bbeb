import { join } from 'node:path'
import { operate } from '../operator.ts'
import { randomFrom } from '../random.ts'
import { copyOf, faultsOf, inACopy } from '../record.ts'
import { createTally, type Report, spread } from '../report.ts'
import type { Amount } from '../run.ts'
import { aFolder, startServer } from '../server.ts'
import { killDuringAccept, timeOfAccept } from './accept.ts'
import { killDuringBackup } from './backup.ts'
import { killDuringMigration, timeOfMigration } from './migration.ts'
import { prepare } from './prepare.ts'
import { killDuringRating, uninterruptedRating } from './rating.ts'
import { type LongLived, lookThroughApi, roundOfUpdates } from './updates.ts'

/** What a round interrupts, by its number: of ten, six times updates and once each of the others. */
const kinds = [
  'updates',
  'accept',
  'rate',
  'migration',
  'backup',
  'updates',
  'updates',
  'updates',
  'updates',
  'updates',
] as const

export interface KillAmount extends Amount {
  /** The number of actions of the large document and the large plan. */
  readonly rows: number
}

/** Kills a server under load in every round and verifies everything it acknowledged. */
export const kill = async (
  { rounds, seed, seconds, rows }: KillAmount,
  say: (line: string) => void,
): Promise<Report> => {
  const random = randomFrom(seed)
  const tally = createTally()
  const ends = performance.now() + seconds * 1_000
  const prepared = await prepare(rows)
  const accepting = await timeOfAccept(prepared)
  const uninterrupted = await uninterruptedRating(prepared)
  const migrating = await timeOfMigration()
  say(
    `an accept of ${rows} rows takes ${Math.round(accepting)} ms, rating them anew ${Math.round(uninterrupted.takes)} ms`,
  )

  const record: LongLived = {
    database: join(prepared.folder, 'record.db'),
    ...prepared,
    sent: new Map(),
    restarts: [],
  }
  const copied = { ...prepared, folder: aFolder() }
  copyOf(prepared.folder, copied.folder)
  let server = await startServer({ database: record.database })
  for (let round = 0; round < rounds && performance.now() < ends; round += 1) {
    const kind = kinds[round % kinds.length] ?? 'updates'
    if (kind === 'accept') await killDuringAccept(copied, accepting, random, tally)
    else if (kind === 'rate') await killDuringRating(copied, uninterrupted, random, tally)
    else if (kind === 'migration') await killDuringMigration(migrating, random, tally)
    else if (kind === 'backup') await killDuringBackup(copied, random, tally)
    else server = await roundOfUpdates(record, server, random, tally)
    say(`round ${round + 1} of ${rounds}: ${kind}`)
  }

  await lookThroughApi(record, server, [...record.sent.values()], record.plan.actions.length, random, tally)
  const code = await server.stop()
  tally.count('clean stop after the last round', 1, code === 0 ? [] : [`it ended with ${code}`])
  tally.count('integrity, foreign keys, versions as folded', 1, inACopy(record.database, faultsOf))
  const checked = await operate(['check'], record.database)
  tally.count(
    'beatbook-server check of the record after all rounds',
    1,
    checked.code === 0 ? [] : [checked.printed.slice(-500)],
  )
  tally.count('restart after a kill', record.restarts.length)
  tally.note('restart after a kill', spread(record.restarts))
  return tally.report()
}
