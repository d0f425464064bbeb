import type { Id } from '../id.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { err, ok, type Result } from '../result.ts'
import type { DecideContext, Pending } from '../stream/event.ts'
import type { PersonEvent } from './events.ts'
import { evolvePeople, hasRoleWithoutEnd, type People } from './people.ts'

/**
 * An event about somebody; refused with `last-administrator` where it would leave nobody with a permanent
 * administrator role on the force.
 */
export const leavingSomebody = (
  people: People,
  event: Pending<PersonEvent>,
  rootArea: Id,
  { today }: DecideContext,
): Result<Pending<PersonEvent>[], Refusal> =>
  [...evolvePeople(people, event, rootArea).values()].some((person) =>
    hasRoleWithoutEnd(person, 'administrator', rootArea, today),
  )
    ? ok([event])
    : err(refuse('last-administrator'))
