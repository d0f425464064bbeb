import { DatabaseSync } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'
import { toFailure } from '@beatbook/domain'
import { storageFailure } from '../database/failure.ts'
import { PATIENCE } from '../database/patience.ts'
import { backupRecord } from './backup.ts'
import type { FromJob, Job } from './upkeep.ts'

const tell = (message: FromJob) => parentPort?.postMessage(message)

const MOST_COMPLAINTS = 10

const complaints = (file: string): string[] => {
  try {
    const database = new DatabaseSync(file, { readOnly: true, timeout: PATIENCE })
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

const carryOut = async (job: Job): Promise<unknown> =>
  job.job === 'quick-check' ? complaints(job.file) : backupRecord(job.file, job.to, job.sharing)

carryOut(workerData as Job).then(
  (value) => tell({ tell: 'done', value }),
  (error: unknown) => tell({ tell: 'failed', error: toFailure(error) }),
)
