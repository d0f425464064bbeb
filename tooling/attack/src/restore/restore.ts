import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { ask, setUp } from '../client.ts'
import { operate } from '../operator.ts'
import { createPlan, updatesOf } from '../plan.ts'
import { randomFrom } from '../random.ts'
import { faultsOf, inACopy, updatesByCommand } from '../record.ts'
import { createTally, type Report, spread } from '../report.ts'
import type { Amount } from '../run.ts'
import { aFolder, started, startServer, tryToStart } from '../server.ts'
import { someAcknowledged, startWriters } from '../writers.ts'

/** Takes backups while 16 writers write, restores each into an empty folder, and starts a server on it. */
export const restore = async (
  { rounds, seed, seconds }: Amount,
  say: (line: string) => void,
): Promise<Report> => {
  const random = randomFrom(seed)
  const tally = createTally()
  const ends = performance.now() + seconds * 1_000
  const database = join(aFolder(), 'record.db')
  const server = await startServer({ database })
  const token = await setUp(server.url)
  const { actions } = await createPlan(server.url, token, 'harbour', 60)
  const times: number[] = []

  for (let round = 0; round < rounds && performance.now() < ends; round += 1) {
    const writers = startWriters(server.url, token, actions, random)
    await someAcknowledged(writers, random.between(20, 200))
    const before = [...writers.written.acknowledged]
    const file = join(aFolder(), 'backup.db')
    const backup = await operate(['backup', file], database)
    await pause(100)
    const { refused, inFlight } = await writers.end()
    times.push(backup.took)
    tally.count(
      'backup under 16 writers',
      1,
      backup.code === 0 && existsSync(file)
        ? []
        : [`it ended with ${backup.code}: ${backup.printed.slice(-300)}`],
    )
    tally.count('writes refused or unanswered during a backup', refused.length + inFlight.length, [
      ...refused.map(({ answer }) => `${answer.status} ${answer.text.slice(0, 200)}`),
      ...inFlight.map(() => 'no answer'),
    ])
    if (!existsSync(file)) continue

    const backedUp = readdirSync(dirname(file), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name)))
    tally.count(
      'live session tokens looked for in the backup',
      1,
      backedUp.some((bytes) => bytes.includes(token)) ? ['the token of a live session is in it'] : [],
    )

    const again = join(aFolder(), 'data/record.db')
    const restored = await operate(['restore', file], again)
    tally.count(
      'restore into an empty folder',
      1,
      restored.code === 0 ? [] : [`it ended with ${restored.code}: ${restored.printed.slice(-300)}`],
    )
    if (!existsSync(again)) continue
    const checked = await operate(['check'], again)
    tally.count(
      'beatbook-server check of what was restored',
      1,
      checked.code === 0 ? [] : [`it ended with ${checked.code}: ${checked.printed.slice(-300)}`],
    )
    const { faults, there } = inACopy(again, (db) => ({ faults: faultsOf(db), there: updatesByCommand(db) }))
    tally.count('integrity, foreign keys, versions as folded', 1, faults)
    tally.count(
      'updates acknowledged before the backup began, looked for',
      before.length,
      before.flatMap(({ commandId }) =>
        there.get(commandId) === 1 ? [] : [`${commandId} is there ${there.get(commandId) ?? 0} times`],
      ),
    )

    const outcome = await tryToStart({ database: again })
    tally.count('start on what was restored', 1, started(outcome) ? [] : [outcome.printed.slice(-300)])
    if (started(outcome)) {
      const answer = await ask(outcome.url, 'session.me', undefined, { token })
      tally.count(
        'sessions of before that still open the restored record',
        1,
        answer.body?.result?.data?.person ? ['the old session is signed in'] : [],
      )
      await outcome.stop()
    }
    const over = await operate(['restore', file], again)
    tally.count(
      'restore over a record',
      1,
      over.code !== 0 && over.code !== null && !/\n\s+at /.test(over.printed)
        ? []
        : [`it ended with ${over.code}: ${over.printed.slice(-300)}`],
    )
    const after = inACopy(again, (db) => updatesByCommand(db).size)
    tally.count(
      'record untouched by the refused restore',
      1,
      after === there.size ? [] : [`${there.size} updates before, ${after} after`],
    )
    say(`round ${round + 1} of ${rounds}`)
  }
  const history = await updatesOf(server.url, token, actions[0]?.address ?? '')
  tally.count(
    'the server that was backed up still answers',
    1,
    history.length > 0 ? [] : ['its history is empty'],
  )
  await server.stop()
  tally.note('backup under 16 writers', spread(times))
  return tally.report()
}
