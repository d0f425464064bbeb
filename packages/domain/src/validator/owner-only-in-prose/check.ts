import { eachAction } from '../each-action.ts'
import { ownerSaid } from '../owner-said.ts'
import type { Check } from '../violation.ts'

/** An action without an owner whose words name one. */
export const check: Check<'owner-only-in-prose'> = (subject) =>
  eachAction(subject, (action) => {
    const said = ownerSaid(action)
    if (said === null || said.name === null) return []
    return [
      {
        args: { name: said.name },
        quote: said.quote,
        ...(said.update === undefined ? {} : { update: said.update }),
      },
    ]
  })
