import { eachLack } from '../each-action.ts'
import { ownerSaid } from '../owner-said.ts'
import type { Check } from '../violation.ts'

/** An action without an owner and without words about its owner. */
export const check: Check<'no-owner'> = (subject) =>
  eachLack(
    subject,
    (action) => action.owners.length === 0 && action.stage !== 'complete' && ownerSaid(action) === null,
    (action) => action.owners.length > 0,
  )
