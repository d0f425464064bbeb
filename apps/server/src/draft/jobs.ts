import type { DocumentJob, WrittenDraft } from '@beatbook/contract'
import { err, ok, type Refusal, type Result, refuse } from '@beatbook/domain'
import type { HeldLimits } from '../work/limits.ts'
import type { NotRead, Reader, Reading, ReadTask } from './reader.ts'

/** A document that was let in. `close` must follow, whatever happens. */
export interface OpenJob {
  /** Aborted when somebody stops the job. */
  readonly stopped: AbortSignal
  read(task: ReadTask, gone: AbortSignal): Promise<Result<WrittenDraft, NotRead>>
  close(): void
}

/** The documents that are being brought, each with its author's name for it. */
export interface DocumentJobs {
  /**
   * Lets a document in before its bytes are taken, `bytes` being the most there may be of it. Refused with
   * `id-reused` where a job of this id is open, or `too-many-at-once` where this one or others would hold too
   * much.
   */
  open(job: {
    readonly id: string
    readonly person: string
    readonly name: string
    readonly bytes: number
  }): Result<OpenJob, Refusal>
  /** A person's own. */
  of(person: string): DocumentJob[]
  /** Stops a job of the person's; `false` where there is none of this id. */
  stop(person: string, id: string): boolean
}

/** Follows the documents that `reader` reads, each for at most `seconds`. */
export const createJobs = (
  reader: Pick<Reader, 'read'>,
  seconds: number,
  limits: HeldLimits,
): DocumentJobs => {
  const open = new Map<string, Held>()
  const ofPerson = (person: string) => [...open.values()].filter((held) => held.person === person)
  const bytesOf = (all: readonly Held[]) => all.reduce((sum, held) => sum + held.bytes, 0)

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
      const held: Held = { person, name, bytes, stop, reading: null }
      open.set(id, held)
      return ok({
        stopped: stop.signal,
        read(task, gone) {
          held.reading = reader.read(task, { person, signal: AbortSignal.any([stop.signal, gone]) })
          return held.reading.done
        },
        close: () => void open.delete(id),
      })
    },
    of: (person) =>
      [...open].flatMap(([id, held]) => {
        if (held.person !== person) return []
        const at = held.reading?.state()
        if (at?.state === 'over') return []
        const state = at === undefined ? 'arriving' : at.state === 'waiting' ? 'waiting' : 'reading'
        return [
          {
            id,
            name: held.name,
            state,
            ahead: at?.state === 'waiting' ? at.ahead : 0,
            seconds: at?.state === 'running' ? Math.floor(at.seconds) : 0,
            limit: seconds,
          },
        ]
      }),
    stop(person, id) {
      const held = open.get(id)
      if (held?.person !== person) return false
      held.stop.abort()
      return true
    },
  }
}

interface Held {
  readonly person: string
  readonly name: string
  readonly bytes: number
  readonly stop: AbortController
  reading: Reading | null
}
