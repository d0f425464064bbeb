import type { Id } from '../id.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { err, ok, type Result } from '../result.ts'
import type { DecideContext, Pending } from '../stream/event.ts'
import type { PersonEvent } from './events.ts'
import { evolvePeople, hasForGood, type People } from './people.ts'

/**
 * An event about somebody, unless nobody would be left after it who administers the force without an end: then
 * `last-administrator`.
 */
export const leavingSomebody = (
  people: People,
  event: Pending<PersonEvent>,
  rootArea: Id,
  { today }: DecideContext,
): Result<Pending<PersonEvent>[], Refusal> =>
  [...evolvePeople(people, event, rootArea).values()].some((person) =>
    hasForGood(person, 'administrator', rootArea, today),
  )
    ? ok([event])
    : err(refuse('last-administrator'))
