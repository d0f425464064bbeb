import type { Id } from '../id.ts'
import { OPEN_END } from '../period/period.ts'
import type { Pending } from '../stream/event.ts'
import type { PersonEvent } from './events.ts'
import type { Grant } from './grant.ts'

/**
 * The grant of an event with a role: the one place where `person-added` and `role-set`, which have no object,
 * are read as a role on the root area of the force, without an end, that replaces all others there. `null`
 * where an event has no role. The grant has the event's id.
 */
export const grantOnForceOf = (event: Pending<PersonEvent>, rootArea: Id): Grant | null =>
  event.type === 'person-added' || event.type === 'role-set'
    ? {
        grantId: event.id,
        role: event.facts.role,
        on: { kind: 'area', id: rootArea },
        from: event.effectiveOn,
        to: OPEN_END,
      }
    : null
