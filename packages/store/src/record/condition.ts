import { type Instant, type Refusal, type RefusalCode, RefusalError, refuse } from '@beatbook/domain'
import type { FilesState } from '../file/sweep.ts'
import type { WritingSide } from '../writer/write.ts'
import { watchMoves } from './moved.ts'
import { placeOf } from './place.ts'
import { type PlaceFault, quickCheck } from './upkeep.ts'

/**
 * The condition of an open record: the results of the last write, the last failed read and the last quick
 * check, and the state of its files.
 */
export interface Condition {
  /** When something was last written, and the refusal if that failed. */
  readonly written: { readonly at: Instant; readonly failure: RefusalCode | null } | null
  /** When a read last failed because of storage, and how. */
  readonly readFailure: { readonly at: Instant; readonly failure: RefusalCode } | null
  readonly place: PlaceFault | null
  /** The state of the documents’ files at the last sweep; `null` before that. */
  readonly files: (FilesState & { readonly at: Instant }) | null
  /** The first problems `quick_check` reported last. `null` until it has run. */
  readonly quickCheck: { readonly at: Instant; readonly complaints: readonly string[] } | null
}

/** How often the record is checked after it opens, in milliseconds. */
const CHECK_INTERVAL = 86_400_000

/** After a storage failure a check runs at once, but no more often than this, in milliseconds. */
const CHECK_INTERVAL_AFTER_FAILURE = 300_000

/**
 * Watches an open record. The returned `submit` wraps the given one and refuses while the record's files are
 * not in place: what was written would be lost.
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
    if (performance.now() - checked > CHECK_INTERVAL_AFTER_FAILURE) void check()
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
  const timer = setInterval(check, CHECK_INTERVAL).unref()

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
        // A write into a file that was moved away meanwhile is not acknowledged.
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
