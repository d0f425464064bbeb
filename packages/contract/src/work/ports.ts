import type { Id, ReadAt, Refusal, Result } from '@beatbook/domain'
import type { Dates, DatesQuestion } from './dates.ts'
import type { MyWork, PartyChoice } from './work.ts'

/** The work waiting for a person, by the parties they have chosen to answer for. */
export interface WorkKeeper {
  mine(person: string, at?: ReadAt): Promise<MyWork>
  /**
   * The actions of a calendar, in the order of their ids, those that have no date among them; `null` where there is no
   * such plan or action.
   */
  dates(question: DatesQuestion): Promise<Dates | null>
  /** Every party, by name. */
  parties(person: string): Promise<PartyChoice[]>
  /** Replaces the parties a person answers for. Refused with `not-found` where one does not exist. */
  answerFor(person: string, parties: readonly Id[]): Promise<Result<null, Refusal>>
}
