import { eachAction } from '../each-action.ts'
import { ownerSaid } from '../owner-said.ts'
import type { Check } from '../violation.ts'

/** An action whose owner is to be confirmed, by its last words about the owner. */
export const check: Check<'owner-to-be-confirmed'> = (subject) =>
  eachAction(subject, (action) => {
    const said = ownerSaid(action)
    return said === null || said.name !== null
      ? []
      : [{ args: {}, quote: said.quote, ...(said.update === undefined ? {} : { update: said.update }) }]
  })
