import type { ReadAt } from '../calendar/read-at.ts'
import type { Id } from '../id.ts'
import type { Refusal } from '../refusal.ts'
import type { Result } from '../result.ts'
import type { MyWork, PartyChoice } from './work.ts'

/** What waits for a person, by the parties they say they answer for. */
export interface WorkKeeper {
  mine(person: string, at?: ReadAt): Promise<MyWork>
  /** Every party, by name. */
  parties(person: string): Promise<PartyChoice[]>
  /** Says which parties a person answers for, in place of those before. Refused with `not-found` where one is not there. */
  answerFor(person: string, parties: readonly Id[]): Promise<Result<null, Refusal>>
}
