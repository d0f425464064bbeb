import type { AuditEntry } from '@beatbook/contract'
import { OPEN_END } from '@beatbook/domain'
import { counted, dayWords } from '@beatbook/domain/english'
import { roleWords } from './words.ts'

/** A kind of change of people and rights, in words. */
export const auditKindWords = (kind: AuditEntry['kind']): string => kinds[kind]

const kinds: Record<AuditEntry['kind'], string> = {
  'person-added': 'Person added',
  'role-set': 'Role changed',
  'person-renamed': 'Name changed',
  'password-given': 'Password given',
  'password-changed': 'Own password changed',
  'person-removed': 'Person removed',
  'grant-given': 'Role given on a part of the force',
  'grant-ended': 'Role on a part of the force ended',
  'feed-made': 'Feed made',
  'feed-used': 'Feed used for the first time',
  'feed-ended': 'Feed ended',
  'clock-accepted': 'Clock accepted',
}

/** A change of people or rights as a sentence, with people's current names. */
export const auditSentence = (entry: AuditEntry): string => {
  const { kind, origin, actor, person, name } = entry
  const by = actor.name
  const who = actor.id === person.id ? 'themselves' : person.name
  const then = name === null || name === person.name ? '' : `, then “${name}”,`
  switch (kind) {
    case 'person-added':
      if (origin === 'set-up') return `${person.name}${then} was made the first administrator at set-up.`
      if (origin === 'earlier')
        return `${person.name}${then} could already sign in when changes began to be recorded, as ${roleIn(entry.role)}.`
      return `${by} added ${person.name}${then} as ${roleIn(entry.role)}.`
    case 'role-set':
      return `${by} changed the role of ${who} from ${roleIn(entry.was)} to ${roleIn(entry.role)}.`
    case 'person-renamed':
      return `${by} changed the name “${entry.was ?? ''}” to “${name ?? ''}”.`
    case 'password-given':
      return `${by} gave ${who} a new password.`
    case 'password-changed':
      return `${person.name} changed their own password.`
    case 'person-removed':
      return origin === 'earlier'
        ? `${person.name} had been removed before changes began to be recorded.`
        : `${by} removed ${who}.`
    case 'grant-given':
      return `${by} gave ${who} the role of ${roleIn(entry.role)} on ${onWords(entry.on)} from ${dayWords(entry.from ?? '')}${entry.to === null || entry.to === OPEN_END ? '' : ` until ${dayWords(entry.to)}`}.`
    case 'grant-ended':
      return `${by} ended a role of ${person.name} on a part of the force on ${dayWords(entry.to ?? '')}.`
    case 'feed-made':
      return `${person.name} made the feed “${name ?? ''}”, a secret address.`
    case 'feed-used':
      return `The feed “${name ?? ''}” of ${person.name} was used for the first time.`
    case 'feed-ended':
      return actor.id === person.id
        ? `${person.name} ended their feed “${name ?? ''}”.`
        : `${by} ended the feed “${name ?? ''}” of ${person.name}.`
    case 'clock-accepted':
      return `${by} let entries be recorded although the server’s clock was up to ${counted(entry.minutes ?? 0, 'minute')} behind: “${entry.reason ?? ''}”.`
  }
}

const roleIn = (role: string | null): string =>
  role === 'administrator' || role === 'editor' || role === 'reader'
    ? roleWords(role).title.toLowerCase()
    : ''

/** The object of a grant. */
const onWords = (on: AuditEntry['on']): string =>
  on === null || on.kind === 'area' ? 'an area' : on.kind === 'plan' ? 'a plan' : 'a scheme'
