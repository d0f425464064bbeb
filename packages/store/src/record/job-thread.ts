import { DatabaseSync } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'
import { toFailure } from '@beatbook/domain'
import { BUSY_TIMEOUT } from '../database/busy-timeout.ts'
import { storageFailure } from '../database/failure.ts'
import { backupRecord } from './backup.ts'
import type { FromJob, Job } from './upkeep.ts'

const post = (message: FromJob) => parentPort?.postMessage(message)

const MOST_COMPLAINTS = 10

const complaints = (file: string): string[] => {
  try {
    const database = new DatabaseSync(file, { readOnly: true, timeout: BUSY_TIMEOUT })
    try {
      return database
        .prepare(`pragma quick_check(${MOST_COMPLAINTS})`)
        .all()
        .map((row) => String(row.quick_check))
        .filter((complaint) => complaint !== 'ok')
    } finally {
      database.close()
    }
  } catch (error) {
    throw storageFailure(error)
  }
}

const run = async (job: Job): Promise<unknown> =>
  job.job === 'quick-check' ? complaints(job.file) : backupRecord(job.file, job.to, job.sharing)

run(workerData as Job).then(
  (value) => post({ type: 'done', value }),
  (error: unknown) => post({ type: 'failed', error: toFailure(error) }),
)
