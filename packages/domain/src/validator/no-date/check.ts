import { eachLack } from '../each-action.ts'
import type { SubjectAction } from '../subject.ts'
import type { Check } from '../violation.ts'

/** An action that is not complete and has no timescale, or one without a date ("TBC"). */
export const check: Check<'no-date'> = (subject) =>
  eachLack(
    subject,
    (action) => action.stage !== 'complete' && undated(action),
    (action) => !undated(action),
  )

const undated = ({ timescale }: SubjectAction): boolean =>
  timescale.kind === 'none' || timescale.kind === 'unknown'
