import type { IsoDate } from '../calendar/date.ts'
import type { Id } from '../id.ts'
import { isValidOn } from '../period/period.ts'
import type { Pending } from '../stream/event.ts'
import { grantOnForceOf } from './earlier.ts'
import type { PersonEvent } from './events.ts'
import { type Grant, isSame, isValidWithoutEnd } from './grant.ts'
import { type Role, roles } from './person.ts'

/** The state of somebody who can sign in, for decisions about people. */
export interface PersonState {
  readonly name: string
  /** Their grants, in the order in which they were given, including those that ended. */
  readonly grants: readonly Grant[]
  readonly mustChangePassword: boolean
}

/** Everybody who can sign in, by id. */
export type People = ReadonlyMap<Id, PersonState>

/**
 * Everybody who can sign in after an event about one of them, in a force with this root area. Total: an event
 * about an unknown person changes nothing.
 */
export const evolvePeople = (people: People, event: Pending<PersonEvent>, rootArea: Id): People => {
  const { id } = event.stream
  const after = new Map(people)
  const onForce = grantOnForceOf(event, rootArea)
  if (event.type === 'person-added') {
    const { origin } = event.facts
    return after.set(id, {
      name: event.words.name,
      grants: onForce === null ? [] : [onForce],
      mustChangePassword: origin === 'administrator',
    })
  }
  const person = people.get(id)
  if (person === undefined) return people
  switch (event.type) {
    case 'role-set': {
      if (onForce === null) return people
      const others = person.grants.map((grant) =>
        isSame(grant.on, onForce.on) ? ending(grant, event.effectiveOn) : grant,
      )
      return after.set(id, { ...person, grants: [...others, onForce] })
    }
    case 'grant-given': {
      if (person.grants.some(({ grantId }) => grantId === event.facts.grantId)) return people
      return after.set(id, { ...person, grants: [...person.grants, event.facts] })
    }
    case 'grant-ended': {
      const { grantId, on } = event.facts
      const grants = person.grants.map((grant) => (grant.grantId === grantId ? ending(grant, on) : grant))
      return after.set(id, { ...person, grants })
    }
    case 'person-renamed':
      return after.set(id, { ...person, name: event.words.name })
    case 'password-given':
      return after.set(id, { ...person, mustChangePassword: true })
    case 'password-changed':
      return after.set(id, { ...person, mustChangePassword: false })
    // Feeds give what their person may read; they decide nothing about people.
    case 'feed-made':
    case 'feed-used':
    case 'feed-ended':
      return people
    case 'person-removed':
      after.delete(id)
      return after
  }
}

/** The grant, ended on a day at the latest. */
const ending = (grant: Grant, on: IsoDate): Grant => (on < grant.to ? { ...grant, to: on } : grant)

/**
 * The role somebody has on the whole force on a day, the one with the most capabilities; `null` where they
 * have none.
 */
export const roleOnForce = (
  { grants }: Pick<PersonState, 'grants'>,
  rootArea: Id,
  day: IsoDate,
): Role | null => {
  const onForce = grants.filter(
    (grant) => isSame(grant.on, { kind: 'area', id: rootArea }) && isValidOn(grant, day),
  )
  return (Object.keys(roles) as Role[]).find((role) => onForce.some((grant) => grant.role === role)) ?? null
}

/** Whether somebody has a role on the whole force on a day, without an end. */
export const hasRoleWithoutEnd = (
  { grants }: Pick<PersonState, 'grants'>,
  role: Role,
  rootArea: Id,
  day: IsoDate,
): boolean =>
  grants.some(
    (grant) =>
      grant.role === role &&
      isSame(grant.on, { kind: 'area', id: rootArea }) &&
      isValidWithoutEnd(grant, day),
  )
