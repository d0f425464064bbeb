import { randomBytes } from 'node:crypto'
import type { Asking, PeopleKeeper } from '@beatbook/api'
import type { Confided, Outcome, PeopleRecord } from '@beatbook/contract'
import { err, ok, type Person, type Refusal, type Result, refuse } from '@beatbook/domain'
import { pathOfFeed } from '../http/feed-address.ts'
import type { Tries } from '../http/tries.ts'
import { ownPassword } from './limits.ts'
import type { Passwords } from './passwords.ts'
import { digestOf } from './tokens.ts'

export interface PeopleParts {
  readonly record: PeopleRecord
  readonly passwords: Passwords
  readonly tries: Tries
  readonly newId: () => string
}

/**
 * The register of people of a record. Passwords are checked and hashed here, off the writer's thread; a
 * command gets only the hash.
 */
export const createPeople = ({ record, passwords, tries, newId }: PeopleParts): PeopleKeeper => {
  const commandOf = ({ commandId = newId() }: Pick<Asking, 'commandId'>) => commandId

  /** The person that a command changed, after it has run. */
  const personAfter = async (
    personId: string,
    answer: Result<Outcome, Refusal>,
  ): Promise<Result<Person, Refusal>> => {
    if (!answer.ok) return answer
    const person = await record.get(personId)
    return person === null ? err(refuse('not-found', { what: 'person', id: personId })) : ok(person)
  }
  const done = (answer: Result<Outcome, Refusal>): Result<null, Refusal> => (answer.ok ? ok(null) : answer)
  const confidedFor = async (
    password: string,
    about: { name: string; email: string },
  ): Promise<Result<Confided, Refusal>> => {
    const weak = passwords.weakness(password, about)
    return weak === null
      ? ok({ email: about.email.toLowerCase(), passwordHash: await passwords.hash(password) })
      : err(weak)
  }

  return {
    list: () => record.list(),
    audit: (question) => record.audit(question),
    async setUp({ id, name, email, password }, at) {
      const confided = await confidedFor(password, { name, email })
      if (!confided.ok) return confided
      const commandId = commandOf(at)
      const personId = id ?? commandId
      return personAfter(
        personId,
        await record.run('set-up', { commandId, personId, name }, confided.value, { ...at, actor: personId }),
      )
    },
    async add({ id, name, email, role, password }, asking) {
      const confided = await confidedFor(password, { name, email })
      if (!confided.ok) return confided
      const commandId = commandOf(asking)
      const personId = id ?? commandId
      return personAfter(
        personId,
        await record.run('add-person', { commandId, personId, name, role }, confided.value, asking),
      )
    },
    setRole: async (personId, role, asking) =>
      personAfter(
        personId,
        await record.run('set-role', { commandId: commandOf(asking), personId, role }, {}, asking),
      ),
    rename: async (personId, name, asking) =>
      personAfter(
        personId,
        await record.run('rename-person', { commandId: commandOf(asking), personId, name }, {}, asking),
      ),
    async setPassword(personId, password, asking) {
      const person = await record.get(personId)
      if (person === null) return err(refuse('not-found', { what: 'person', id: personId }))
      const confided = await confidedFor(password, person)
      if (!confided.ok) return confided
      return done(
        await record.run('set-password', { commandId: commandOf(asking), personId }, confided.value, asking),
      )
    },
    async changePassword(current, password, sessionId, asking) {
      const personId = asking.actor
      const person = await record.get(personId)
      const currentHash = await record.passwordHash(personId)
      if (person === null || currentHash === null) return err(refuse('password-wrong'))
      const tried = await tries.run(
        [{ rule: ownPassword, by: personId }],
        () => passwords.matches(current, currentHash),
        (matches) => !matches,
      )
      if (!('value' in tried)) return err(refuse('too-many-tries', { seconds: tried.seconds }))
      if (!tried.value) return err(refuse('password-wrong'))
      if (current === password) return err(refuse('password-weak', { because: 'same' }))
      const confided = await confidedFor(password, person)
      if (!confided.ok) return confided
      const beside = { ...confided.value, currentHash, ...(sessionId === null ? {} : { sessionId }) }
      return done(
        await record.run('change-password', { commandId: commandOf(asking), personId }, beside, asking),
      )
    },
    remove: async (personId, asking) =>
      done(await record.run('remove-person', { commandId: commandOf(asking), personId }, {}, asking)),
    feeds: (person) => record.feeds(person),
    async makeFeed({ id: feedId, kind, planId, withWords, name }, asking) {
      const secret = newSecret()
      const feedDigest = digestOf(secret)
      const commandId = commandOf(asking)
      const input = { commandId, personId: asking.actor, feedId, kind, planId, withWords, name }
      const answer = await record.run('make-feed', input, { feedDigest }, asking)
      if (!answer.ok) return answer
      // A command that is repeated makes nothing new, and the secret of the first time is not known any more.
      if ((await record.feed(feedId))?.digest !== feedDigest) return err(refuse('id-reused', { id: feedId }))
      return ok({ id: feedId, path: pathOfFeed(kind, secret) })
    },
    async endFeed(feedId, asking) {
      const feed = await record.feed(feedId)
      if (feed === null) return err(refuse('not-found', { what: 'feed', id: feedId }))
      const input = { commandId: commandOf(asking), personId: feed.personId, feedId }
      return done(await record.run('end-feed', input, {}, asking))
    },
  }
}

/** A secret of 256 random bits, in letters that an address has as they are. */
const newSecret = (): string => randomBytes(32).toString('base64url')
