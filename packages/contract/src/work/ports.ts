import type { Id, ReadAt, Refusal, Result } from '@beatbook/domain'
import type { MyWork, PartyChoice } from './work.ts'

/** What waits for a person, by the parties they say they answer for. */
export interface WorkKeeper {
  mine(person: string, at?: ReadAt): Promise<MyWork>
  /** Every party, by name. */
  parties(person: string): Promise<PartyChoice[]>
  /**
   * Says which parties a person answers for, in place of those before. Refused with `not-found` where one is
   * not there.
   */
  answerFor(person: string, parties: readonly Id[]): Promise<Result<null, Refusal>>
}
