import { type Instant, type Refusal, type RefusalCode, RefusalError, refuse } from '@beatbook/domain'
import type { FilesState } from '../file/sweep.ts'
import type { WritingSide } from '../writer/write.ts'
import { watchMoves } from './moved.ts'
import { placeOf } from './place.ts'
import { type PlaceFault, quickCheck } from './upkeep.ts'

/**
 * How an open record is: what became of the last write and the last failed read, of the files it stands in,
 * and of the last quick check.
 */
export interface Condition {
  /** When something was last written, and the refusal it failed with, `null` where it did not. */
  readonly written: { readonly at: Instant; readonly failure: RefusalCode | null } | null
  /** When storage last failed a question, and how. */
  readonly readFailure: { readonly at: Instant; readonly failure: RefusalCode } | null
  readonly place: PlaceFault | null
  /** How the documents’ files were found when unneeded ones were last deleted; `null` before that. */
  readonly files: (FilesState & { readonly at: Instant }) | null
  /** What `quick_check` found last: its first complaints. `null` until the first is done. */
  readonly quickCheck: { readonly at: Instant; readonly complaints: readonly string[] } | null
}

/** A check is made when the record opens and then so often, in milliseconds. */
const CHECKED_EVERY = 86_400_000

/** After a failure of storage a check is made at once, but no more often than this. */
const CHECKED_AFTER_FAILURE = 300_000

/**
 * Watches an open record. `submit` is the given one, refused while its files are not where they were: what it
 * wrote would be lost.
 */
export const watchRecord = (given: WritingSide['submit'], now: () => Instant, file: string | null) => {
  let condition: Condition = { written: null, readFailure: null, place: null, files: null, quickCheck: null }
  let checked = Number.NEGATIVE_INFINITY
  let checking = false
  const check = async (): Promise<void> => {
    if (file === null || checking) return
    checking = true
    checked = performance.now()
    const complaints = await quickCheck(file).catch((error: unknown) => [(error as Error).message])
    condition = { ...condition, quickCheck: { at: now(), complaints } }
    checking = false
  }
  const failed = () => {
    if (performance.now() - checked > CHECKED_AFTER_FAILURE) void check()
  }
  const isMoved = file === null ? () => false : watchMoves(placeOf(file))
  const refuseIfMoved = () => {
    if (condition.place !== 'moved' && !isMoved()) return
    condition = { ...condition, place: 'moved' }
    throw new RefusalError(
      refuse('storage-failed'),
      new Error('the files of the record were moved or replaced while it is open'),
    )
  }
  const timer = setInterval(check, CHECKED_EVERY).unref()

  return {
    condition: () => condition,
    check,
    onPlace: (place: PlaceFault | null) => {
      condition = { ...condition, place }
    },
    onFiles: (files: FilesState) => {
      condition = { ...condition, files: { ...files, at: now() } }
    },
    onReadFailure: (refusal: Refusal) => {
      condition = { ...condition, readFailure: { at: now(), failure: refusal.code } }
      if (refusal.code === 'storage-failed') failed()
    },
    submit: (async (write) => {
      refuseIfMoved()
      try {
        const answer = await given(write)
        // What was written into a file that was taken away meanwhile is not acknowledged.
        refuseIfMoved()
        condition = { ...condition, written: { at: now(), failure: null } }
        return answer
      } catch (error) {
        if (error instanceof RefusalError) {
          condition = { ...condition, written: { at: now(), failure: error.refusal.code } }
          if (error.refusal.code === 'storage-failed') failed()
        }
        throw error
      }
    }) satisfies WritingSide['submit'],
    close: () => clearInterval(timer),
  }
}
