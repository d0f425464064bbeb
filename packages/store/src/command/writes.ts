import type { MadeBefore } from '../accept/step.ts'
import type { AcceptWrites } from '../accept/whole.ts'

/** What a command writes: its events, and for an accepted draft what else belongs to it. */
export interface CommandWrites extends Omit<AcceptWrites, 'accepted'> {
  readonly accepted: MadeBefore | null
}
