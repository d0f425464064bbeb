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
 * What may be held of documents that are not read yet: bytes of one person and of all, and documents of one
 * person.
 */
export interface HeldLimits {
  readonly bytesOfOne: number
  readonly bytesOfAll: number
  readonly documentsOfOne: number
}

type Limits = Omit<PoolOptions, 'entry' | 'data' | 'asked'>

/**
 * The limits of heavy questions. Costs are in milliseconds, as the table of the procedures has them: 30 s of
 * work for one person.
 */
export const questionLimits = ({ WORKERS, WORKER_MEGABYTES, QUESTION_SECONDS }: WorkSettings): Limits => {
  const warm = WORKERS ?? Math.max(2, availableParallelism())
  return {
    warm,
    most: 3 * warm,
    patience: 3_000,
    seconds: QUESTION_SECONDS,
    megabytes: WORKER_MEGABYTES,
    // One thread is always left for others.
    person: { running: Math.max(1, warm - 1), waiting: 100, cost: 30_000 },
    waiting: 1_000,
  }
}

/** The limits of documents: one of a person's is read at a time, so that nobody waits for another's. */
export const documentLimits = ({ WORKERS, WORKER_MEGABYTES, READ_SECONDS }: WorkSettings): Limits => {
  const processors = WORKERS ?? Math.max(2, availableParallelism())
  return {
    warm: Math.ceil(processors / 2),
    most: 3 * processors,
    patience: 500,
    seconds: READ_SECONDS,
    megabytes: WORKER_MEGABYTES,
    person: { running: 1, waiting: 20, cost: 20 },
    waiting: 200,
  }
}

/**
 * What may be held in memory of documents that are not read yet: two of the largest of one person's, ten of
 * all.
 */
export const heldLimits: HeldLimits = {
  bytesOfOne: 2 * limits.fileBytes,
  bytesOfAll: 10 * limits.fileBytes,
  documentsOfOne: 20,
}
