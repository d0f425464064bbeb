import { eachLack } from '../each-action.ts'
import { ownerSaid } from '../owner-said.ts'
import type { Check } from '../violation.ts'

/** An action that nobody owns, and of whose owner nothing is said. */
export const check: Check<'no-owner'> = (subject) =>
  eachLack(
    subject,
    (action) => action.owners.length === 0 && action.stage !== 'complete' && ownerSaid(action) === null,
    (action) => action.owners.length > 0,
  )
