import type { CommandContext, Confided } from '@beatbook/contract'
import {
  type DecideContext,
  decideAboutPeople,
  decideAccountRemoved,
  evolvePeople,
  type Id,
  ok,
  type PartyEvent,
  type Pending,
  type People,
  type PersonCommand,
  type PersonEvent,
  type Recorded,
  type Refusal,
  type Result,
} from '@beatbook/domain'
import type { Kysely } from 'kysely'
import type { Schema } from '../schema.ts'
import { eventsIn } from '../stream/events.ts'
import { forceOf } from '../stream/force.ts'
import { endFeeds, feedsKnown } from './feeds.ts'

/**
 * Decides a command about people, given everybody who can sign in now. An account that is removed no longer holds the
 * posts it held, which `postsOf` reads. Runs inside the writer's transaction.
 */
export const decideOnPeople = async (
  db: Kysely<Schema>,
  command: PersonCommand,
  confided: Confided,
  context: CommandContext & DecideContext,
  postsOf: (personId: Id) => Promise<Parameters<typeof decideAccountRemoved>[1]>,
): Promise<Result<Pending<PersonEvent | PartyEvent>[], Refusal>> => {
  const { personId } = command.input
  const owner = await db
    .selectFrom('user')
    .select('id')
    .where('email', '=', confided.email ?? '')
    .executeTakeFirst()
  const holder = await db.selectFrom('user').select('id').where('id', '=', personId).executeTakeFirst()
  const account = await db
    .selectFrom('account')
    .select('password')
    .where('userId', '=', personId)
    .executeTakeFirst()
  const findings = {
    emailTaken: owner !== undefined,
    idTaken: holder !== undefined,
    rootArea: await forceOf(db),
    passwordRight: confided.currentHash !== undefined && confided.currentHash === account?.password,
    ...(await feedsKnown(db, personId, 'feedId' in command.input ? command.input.feedId : null)),
  }
  const decided = decideAboutPeople(await everybody(db, findings.rootArea), command, findings, context)
  if (!decided.ok || command.name !== 'remove-person') return decided
  const ended = decideAccountRemoved(personId, await postsOf(personId), context)
  return ended.ok ? ok([...decided.value, ...ended.value]) : ended
}

/**
 * Everybody who can sign in, with their grants, folded from all events about people: those are few, and
 * commands about people are rare.
 */
const everybody = async (db: Kysely<Schema>, rootArea: string): Promise<People> => {
  const rows = await db
    .selectFrom('event')
    .selectAll()
    .where('stream_kind', '=', 'person')
    .orderBy('effective_on')
    .orderBy('position')
    .execute()
  return eventsIn<PersonEvent>(rows).reduce<People>(
    (people, event) => evolvePeople(people, event, rootArea),
    new Map(),
  )
}

/**
 * Updates the tables of sign-in from events about people and the secrets confided with the command. Throws
 * where a secret is missing, which is a bug.
 */
export const projectPeople = async (
  db: Kysely<Schema>,
  events: readonly Recorded<PersonEvent>[],
  confided: Confided,
): Promise<void> => {
  for (const event of events) await projectOne(db, event, confided)
}

const projectOne = async (
  db: Kysely<Schema>,
  event: Recorded<PersonEvent>,
  confided: Confided,
): Promise<void> => {
  const { id } = event.stream
  const at = event.recordedAt
  const change = (columns: Partial<Schema['user']>) =>
    db
      .updateTable('user')
      .set({ ...columns, updatedAt: at })
      .where('id', '=', id)
      .execute()
  switch (event.type) {
    case 'person-added': {
      const { role, origin } = event.facts
      const times = { createdAt: at, updatedAt: at }
      const mustChangePassword = origin === 'administrator' ? 1 : 0
      await db
        .insertInto('user')
        .values({
          id,
          name: event.words.name,
          email: must(confided.email),
          emailVerified: 1,
          ...times,
          role,
          removedAt: null,
          mustChangePassword,
        })
        .execute()
      // An account in better-auth is one way to sign in: here an e-mail address and a password.
      const account = {
        id,
        accountId: id,
        providerId: 'credential',
        userId: id,
        password: must(confided.passwordHash),
        ...times,
      }
      await db.insertInto('account').values(account).execute()
      return
    }
    case 'role-set':
      await change({ role: event.facts.role })
      return
    case 'person-renamed':
      await change({ name: event.words.name })
      return
    case 'password-given':
    case 'password-changed': {
      const own = event.type === 'password-changed'
      await db
        .updateTable('account')
        .set({ password: must(confided.passwordHash), updatedAt: at })
        .where('userId', '=', id)
        .execute()
      await change({ mustChangePassword: own ? 0 : 1 })
      const stays = own ? (confided.sessionId ?? '') : ''
      await db.deleteFrom('session').where('userId', '=', id).where('id', '!=', stays).execute()
      return
    }
    // The row has the role on the whole force only; other grants are not stored in the tables of sign-in.
    case 'grant-given':
    case 'grant-ended':
      return
    case 'person-removed':
      await change({ removedAt: at, email: `${id}@removed.invalid` })
      await db.deleteFrom('account').where('userId', '=', id).execute()
      await db.deleteFrom('session').where('userId', '=', id).execute()
      await endFeeds(db, id, at)
      return
    case 'feed-made': {
      const { feedId, kind, planId, withWords } = event.facts
      await db
        .insertInto('feed')
        .values({
          id: feedId,
          person_id: id,
          kind,
          plan_id: planId ?? '',
          with_words: withWords ? 1 : 0,
          name: event.words.name,
          digest: must(confided.feedDigest),
          made_at: at,
          used_at: null,
          ended_at: null,
        })
        .execute()
      return
    }
    case 'feed-used':
      await db.updateTable('feed').set({ used_at: at }).where('id', '=', event.facts.feedId).execute()
      return
    case 'feed-ended':
      await endFeeds(db, id, at, event.facts.feedId)
  }
}

const must = (confided: string | undefined): string => {
  if (confided === undefined)
    throw new Error('A command about people came without what is confided beside it')
  return confided
}
