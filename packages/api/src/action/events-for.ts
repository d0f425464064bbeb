import type { ActionEvents, WholeActionEvents } from '@beatbook/contract'
import type { ActionEvent, Person, Role } from '@beatbook/domain'

type KeyOf<T> = T extends unknown ? keyof T & string : never

/** A field of an action's events. */
export type EventField = `facts.${KeyOf<ActionEvent['facts']>}` | `words.${KeyOf<ActionEvent['words']>}`

/** The fields of events a role may not read: none, as long as every reader may read everything. */
const withheldFrom: Record<Role, readonly EventField[]> = { administrator: [], editor: [], reader: [] }

/**
 * An action's events as a person may read them: without withheld fields, and then without the state folded
 * from them.
 */
export const eventsFor = (
  { role }: Pick<Person, 'role'>,
  known: WholeActionEvents,
  withheld: readonly EventField[] = withheldFrom[role],
): ActionEvents => {
  if (withheld.length === 0) return known
  const events = known.events.map((event) => {
    const facts = Object.entries(event.facts).filter(
      ([name]) => !withheld.includes(`facts.${name}` as EventField),
    )
    const words = Object.entries(event.words).filter(
      ([name]) => !withheld.includes(`words.${name}` as EventField),
    )
    return { ...event, facts: Object.fromEntries(facts), words: Object.fromEntries(words) }
  })
  return { whole: false, since: known.since, events, names: known.names }
}
