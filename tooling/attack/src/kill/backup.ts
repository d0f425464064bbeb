import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { operate, startOperator } from '../operator.ts'
import type { Random } from '../random.ts'
import { copyOf, faultsOf, inACopy, updatesByCommand } from '../record.ts'
import type { Tally } from '../report.ts'
import { aFolder, removeFolder, startServer } from '../server.ts'
import { someAcknowledged, startWriters } from '../writers.ts'
import type { Prepared } from './prepare.ts'
import { timesOtherThanOne } from './updates.ts'

/**
 * Kills the server, or the backup command, while a backup runs under 16 writers: the record is intact, and
 * the backup file is complete or absent.
 */
export const killDuringBackup = async (
  { folder, token, plan }: Prepared,
  random: Random,
  tally: Tally,
): Promise<void> => {
  const work = aFolder()
  const database = copyOf(folder, work)
  const backup = join(aFolder(), 'backup.db')
  const server = await startServer({ database })
  const writers = startWriters(server.url, token, plan.actions, random)
  await someAcknowledged(writers, random.between(1, 100))
  const whose = random.pick(['server', 'command'] as const)
  const { child, closed } = startOperator(['backup', backup], database)
  await pause(random.between(0, 1_200))
  if (whose === 'server') await server.kill()
  else child.kill('SIGKILL')
  const [code] = await closed
  if (whose === 'command') await server.kill()
  const { acknowledged } = await writers.end()

  const { faults, times } = inACopy(database, (db) => ({ faults: faultsOf(db), times: updatesByCommand(db) }))
  faults.push(
    ...timesOtherThanOne(
      acknowledged.map(({ commandId }) => commandId),
      times,
    ),
  )
  if (code === 0 && !existsSync(backup)) faults.push('the backup is said to be taken, and is not there')
  if (existsSync(backup)) {
    const restored = join(aFolder(), 'record.db')
    const { code: ended, printed } = await operate(['restore', backup], restored)
    if (ended !== 0) faults.push(`what bears the backup's name cannot be restored: ${printed.slice(-300)}`)
    else faults.push(...inACopy(restored, faultsOf))
  }
  const again = await startServer({ database })
  await again.stop()
  tally.count('kill during a backup under 16 writers', 1, faults)
  tally.count(`… of the ${whose}, ${code === 0 ? 'after the backup' : 'before its end'}`, 1)
  removeFolder(work)
}
