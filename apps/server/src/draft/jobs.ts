import type { DocumentJob, ReturnedBook, WrittenDraft } from '@beatbook/contract'
import { err, ok, type Refusal, type Result, refuse } from '@beatbook/domain'
import type { UploadLimits } from '../work/limits.ts'
import type { BringTask, MarkTask, NotRead, Reader, Reading, ReadTask } from './reader.ts'

/** An admitted upload. `close` must always be called. */
export interface OpenJob {
  /** Aborted when the job is stopped. */
  readonly stopped: AbortSignal
  read(task: ReadTask, gone: AbortSignal): Promise<Result<WrittenDraft, NotRead>>
  /** Marks cells of a workbook that came back. */
  mark(task: MarkTask, gone: AbortSignal): Promise<Result<Uint8Array<ArrayBuffer>, NotRead>>
  /** Reads a workbook that came back. */
  bring(task: BringTask, gone: AbortSignal): Promise<Result<ReturnedBook, NotRead>>
  close(): void
}

/** The documents that are being uploaded, each with the name its author gave it. */
export interface DocumentJobs {
  /**
   * Admits a document before its bytes are received; `bytes` is its maximum size. Refused with `id-reused`
   * where a job with this id is open, or `too-many-at-once` where it would exceed the limits on buffered
   * bytes or documents.
   */
  open(job: {
    readonly id: string
    readonly person: string
    readonly name: string
    readonly bytes: number
  }): Result<OpenJob, Refusal>
  /** A person's own jobs. */
  of(person: string): DocumentJob[]
  /** Stops one of the person's jobs; `false` where there is none with this id. */
  stop(person: string, id: string): boolean
}

/** Manages the documents that `reader` reads, each for at most `seconds`. */
export const createJobs = (
  reader: Pick<Reader, 'read' | 'bring' | 'mark'>,
  seconds: number,
  limits: UploadLimits,
): DocumentJobs => {
  const open = new Map<string, Upload>()
  const ofPerson = (person: string) => [...open.values()].filter((upload) => upload.person === person)
  const bytesOf = (all: readonly Upload[]) => all.reduce((sum, upload) => sum + upload.bytes, 0)

  return {
    open({ id, person, name, bytes }) {
      if (open.has(id)) return err(refuse('id-reused', { id }))
      const mine = ofPerson(person)
      const fits =
        mine.length < limits.documentsOfOne &&
        bytesOf(mine) + bytes <= limits.bytesOfOne &&
        bytesOf([...open.values()]) + bytes <= limits.bytesOfAll
      if (!fits) return err(refuse('too-many-at-once', { seconds: 5 }))
      const stop = new AbortController()
      const upload: Upload = { person, name, bytes, stop, reading: null }
      open.set(id, upload)
      const started = <R extends NonNullable<Upload['reading']>>(reading: R): R => {
        upload.reading = reading
        return reading
      }
      const by = (gone: AbortSignal) => ({ person, signal: AbortSignal.any([stop.signal, gone]) })
      return ok({
        stopped: stop.signal,
        read: (task, gone) => started(reader.read(task, by(gone))).done,
        mark: (task, gone) => started(reader.mark(task, by(gone))).done,
        bring: (task, gone) => started(reader.bring(task, by(gone))).done,
        close: () => void open.delete(id),
      })
    },
    of: (person) =>
      [...open].flatMap(([id, upload]) => {
        if (upload.person !== person) return []
        const at = upload.reading?.state()
        if (at?.state === 'over') return []
        const state = at === undefined ? 'arriving' : at.state === 'waiting' ? 'waiting' : 'reading'
        return [
          {
            id,
            name: upload.name,
            state,
            ahead: at?.state === 'waiting' ? at.ahead : 0,
            seconds: at?.state === 'running' ? Math.floor(at.seconds) : 0,
            limit: seconds,
          },
        ]
      }),
    stop(person, id) {
      const upload = open.get(id)
      if (upload?.person !== person) return false
      upload.stop.abort()
      return true
    },
  }
}

interface Upload {
  readonly person: string
  readonly name: string
  readonly bytes: number
  readonly stop: AbortController
  reading: Pick<Reading, 'state'> | null
}
