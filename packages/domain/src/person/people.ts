import type { Id } from '../id.ts'
import type { Pending } from '../stream/event.ts'
import type { PersonEvent } from './events.ts'
import type { Role } from './person.ts'

/** What a decision about people needs to know of somebody who can sign in. */
export interface PersonState {
  readonly name: string
  readonly role: Role
  readonly mustChangePassword: boolean
}

/** Everybody who can sign in, by id. */
export type People = ReadonlyMap<Id, PersonState>

/**
 * Everybody who can sign in after an event about one of them. Total: an event about somebody unknown changes
 * nothing.
 */
export const evolvePeople = (people: People, event: Pending<PersonEvent>): People => {
  const { id } = event.stream
  const after = new Map(people)
  if (event.type === 'person-added') {
    const { role, origin } = event.facts
    return after.set(id, { name: event.words.name, role, mustChangePassword: origin === 'administrator' })
  }
  const person = people.get(id)
  if (person === undefined) return people
  switch (event.type) {
    case 'role-set':
      return after.set(id, { ...person, role: event.facts.role })
    case 'person-renamed':
      return after.set(id, { ...person, name: event.words.name })
    case 'password-given':
      return after.set(id, { ...person, mustChangePassword: true })
    case 'password-changed':
      return after.set(id, { ...person, mustChangePassword: false })
    case 'person-removed':
      after.delete(id)
      return after
  }
}
