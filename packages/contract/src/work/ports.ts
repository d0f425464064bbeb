import type { Id, ReadAt, Refusal, Result } from '@beatbook/domain'
import type { MyWork, PartyChoice } from './work.ts'

/** The work waiting for a person, by the parties they have chosen to answer for. */
export interface WorkKeeper {
  mine(person: string, at?: ReadAt): Promise<MyWork>
  /** Every party, by name. */
  parties(person: string): Promise<PartyChoice[]>
  /** Replaces the parties a person answers for. Refused with `not-found` where one does not exist. */
  answerFor(person: string, parties: readonly Id[]): Promise<Result<null, Refusal>>
}
