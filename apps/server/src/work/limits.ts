import { availableParallelism } from 'node:os'
import { limits } from '@beatbook/documents'
import type { PoolOptions } from './pool.ts'

export interface WorkSettings {
  readonly WORKERS?: number | undefined
  readonly WORKER_MEGABYTES: number
  readonly QUESTION_SECONDS: number
  readonly READ_SECONDS: number
}

/**
 * The limits on documents that are not read yet: bytes of one person and of all, and documents of one person.
 */
export interface UploadLimits {
  readonly bytesOfOne: number
  readonly bytesOfAll: number
  readonly documentsOfOne: number
}

type Limits = Omit<PoolOptions, 'entry' | 'data' | 'onRequest'>

/**
 * The limits of expensive queries. Costs are in milliseconds, as in the table of the procedures: 30 s of work
 * for one person.
 */
export const questionLimits = ({ WORKERS, WORKER_MEGABYTES, QUESTION_SECONDS }: WorkSettings): Limits => {
  const warm = WORKERS ?? Math.max(2, availableParallelism())
  return {
    warm,
    most: 3 * warm,
    growAfter: 3_000,
    seconds: QUESTION_SECONDS,
    megabytes: WORKER_MEGABYTES,
    // One thread always remains for others.
    person: { running: Math.max(1, warm - 1), waiting: 100, cost: 30_000 },
    waiting: 1_000,
  }
}

/**
 * The limits of documents: one document of a person is read at a time, so that nobody waits for another's.
 */
export const documentLimits = ({ WORKERS, WORKER_MEGABYTES, READ_SECONDS }: WorkSettings): Limits => {
  const processors = WORKERS ?? Math.max(2, availableParallelism())
  return {
    warm: Math.ceil(processors / 2),
    most: 3 * processors,
    growAfter: 500,
    seconds: READ_SECONDS,
    megabytes: WORKER_MEGABYTES,
    person: { running: 1, waiting: 20, cost: 20 },
    waiting: 200,
  }
}

/**
 * The limits on documents in memory that are not read yet: two of the largest for one person, ten for all.
 */
export const uploadLimits: UploadLimits = {
  bytesOfOne: 2 * limits.fileBytes,
  bytesOfAll: 10 * limits.fileBytes,
  documentsOfOne: 20,
}
