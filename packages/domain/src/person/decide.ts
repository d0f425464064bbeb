import type { Id } from '../id.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { err, ok, type Result } from '../result.ts'
import type { DecideContext, Pending } from '../stream/event.ts'
import { leavingSomebody } from './administrators.ts'
import type { PersonCommand, PersonCommandInput } from './commands.ts'
import type { PersonEvent } from './events.ts'
import { type KnownFeed, MOST_FEEDS } from './feed.ts'
import { may, onForce } from './grant.ts'
import { hasRoleWithoutEnd, type People, roleOnForce } from './people.ts'

/** What the record finds out about the confidential data of a command. */
export interface PersonFindings {
  /** Whether somebody who can sign in has this e-mail address. */
  readonly emailTaken: boolean
  /** Whether the id belongs to somebody already, removed people included. */
  readonly idTaken: boolean
  /** The root area of the force. */
  readonly rootArea: Id
  /** Whether the current password, as it was checked, is still the person's. */
  readonly passwordRight: boolean
  /** The feed that the command is about, and how many open ones the person has. */
  readonly feed: KnownFeed | null
  readonly openFeeds: number
}

type Decision = Result<Pending<PersonEvent>[], Refusal>

/**
 * Decides a command about people from everybody who can sign in at that moment. All but `set-up`, one's
 * own `change-password` and one's own feeds are refused with `not-allowed` to people who may not administer the force that day;
 * with `not-found` about somebody who cannot sign in; and with `last-administrator` if nobody would have a
 * permanent administrator role on the force. No event where nothing changes.
 */
export const decideAboutPeople = (
  people: People,
  command: PersonCommand,
  findings: PersonFindings,
  context: DecideContext,
): Decision => {
  switch (command.name) {
    case 'set-up':
      return decideSetUp(people, command.input, findings, context)
    case 'change-password':
      return decideChangePassword(people, command.input, findings, context)
    case 'make-feed':
      return decideMakeFeed(people, command.input, findings, context)
    case 'use-feed':
      return decideUseFeed(people, command.input, findings, context)
    case 'end-feed':
      return decideEndFeed(people, command.input, findings, context)
    default:
      return may(people.get(context.actor) ?? nobody, 'administer', onForce(findings.rootArea), context.today)
        ? decideByAdministrator(people, command, findings, context)
        : err(refuse('not-allowed', { capability: 'administer' }))
  }
}

/** Somebody who cannot sign in has no rights. */
const nobody = { grants: [] }

type ByAdministrator = Exclude<
  PersonCommand,
  { name: 'set-up' | 'change-password' | 'make-feed' | 'use-feed' | 'end-feed' }
>

const decideByAdministrator = (
  people: People,
  command: ByAdministrator,
  findings: PersonFindings,
  context: DecideContext,
): Decision => {
  if (command.name === 'add-person') return decideAdd(command.input, findings, context)
  const { personId } = command.input
  const person = people.get(personId)
  if (person === undefined) return err(refuse('not-found', { what: 'person', id: personId }))
  const said = (event: PersonEvent): Decision => ok([about(personId, event, context)])
  switch (command.name) {
    case 'set-role': {
      const { role } = command.input
      const was = roleOnForce(person, findings.rootArea, context.today) ?? role
      if (role === was && hasRoleWithoutEnd(person, role, findings.rootArea, context.today)) return ok([])
      return leavingSomebody(
        people,
        about(personId, { type: 'role-set', v: 1, facts: { role, was }, words: {} }, context),
        findings.rootArea,
        context,
      )
    }
    case 'rename-person': {
      const { name } = command.input
      return name === person.name
        ? ok([])
        : said({ type: 'person-renamed', v: 1, facts: {}, words: { name, was: person.name } })
    }
    case 'set-password':
      return said({ type: 'password-given', v: 1, facts: {}, words: {} })
    case 'remove-person':
      return leavingSomebody(
        people,
        about(
          personId,
          { type: 'person-removed', v: 1, facts: { origin: 'administrator' }, words: {} },
          context,
        ),
        findings.rootArea,
        context,
      )
  }
}

const decideSetUp = (
  people: People,
  { personId, name }: PersonCommandInput<'set-up'>,
  { idTaken }: PersonFindings,
  context: DecideContext,
): Decision => {
  if (people.size > 0) return err(refuse('set-up-closed'))
  if (idTaken) return err(refuse('id-reused', { id: personId }))
  return ok([
    about(
      personId,
      { type: 'person-added', v: 1, facts: { role: 'administrator', origin: 'set-up' }, words: { name } },
      context,
    ),
  ])
}

const decideAdd = (
  { personId, name, role }: PersonCommandInput<'add-person'>,
  { emailTaken, idTaken }: PersonFindings,
  context: DecideContext,
): Decision => {
  if (idTaken) return err(refuse('id-reused', { id: personId }))
  if (emailTaken) return err(refuse('email-taken'))
  return ok([
    about(
      personId,
      { type: 'person-added', v: 1, facts: { role, origin: 'administrator' }, words: { name } },
      context,
    ),
  ])
}

const decideChangePassword = (
  people: People,
  { personId }: PersonCommandInput<'change-password'>,
  { passwordRight }: PersonFindings,
  context: DecideContext,
): Decision => {
  if (personId !== context.actor) return err(refuse('not-allowed', { capability: 'administer' }))
  if (!people.has(personId)) return err(refuse('not-found', { what: 'person', id: personId }))
  if (!passwordRight) return err(refuse('password-wrong'))
  return ok([about(personId, { type: 'password-changed', v: 1, facts: {}, words: {} }, context)])
}

const decideMakeFeed = (
  people: People,
  { personId, feedId, kind, planId, withWords, name }: PersonCommandInput<'make-feed'>,
  { feed, openFeeds }: PersonFindings,
  context: DecideContext,
): Decision => {
  if (personId !== context.actor || !people.has(personId))
    return err(refuse('not-found', { what: 'person', id: personId }))
  if (feed !== null) return err(refuse('id-reused', { id: feedId }))
  if (openFeeds >= MOST_FEEDS) return err(refuse('too-many-feeds', { most: MOST_FEEDS }))
  const facts = { feedId, kind, planId, withWords }
  return ok([about(personId, { type: 'feed-made', v: 1, facts, words: { name } }, context)])
}

/** Only the first use is an event. */
const decideUseFeed = (
  people: People,
  { personId, feedId }: PersonCommandInput<'use-feed'>,
  { feed }: PersonFindings,
  context: DecideContext,
): Decision => {
  if (personId !== context.actor || !people.has(personId) || feed?.personId !== personId || !feed.isOpen)
    return err(refuse('not-found', { what: 'feed', id: feedId }))
  return feed.isUsed ? ok([]) : ok([onFeed('feed-used', personId, feedId, feed, context)])
}

/** Whoever may not end somebody else's feed is not told that there is one. */
const decideEndFeed = (
  people: People,
  { personId, feedId }: PersonCommandInput<'end-feed'>,
  { feed, rootArea }: PersonFindings,
  context: DecideContext,
): Decision => {
  const isOwn = personId === context.actor && people.has(personId)
  const mayEnd =
    isOwn || may(people.get(context.actor) ?? nobody, 'administer', onForce(rootArea), context.today)
  if (!mayEnd || feed?.personId !== personId) return err(refuse('not-found', { what: 'feed', id: feedId }))
  return feed.isOpen ? ok([onFeed('feed-ended', personId, feedId, feed, context)]) : ok([])
}

const onFeed = (
  type: 'feed-used' | 'feed-ended',
  personId: Id,
  feedId: Id,
  { name }: KnownFeed,
  context: DecideContext,
): Pending<PersonEvent> => about(personId, { type, v: 1, facts: { feedId }, words: { name } }, context)

const about = (personId: Id, event: PersonEvent, { newId, today }: DecideContext): Pending<PersonEvent> => ({
  ...event,
  id: newId(),
  stream: { kind: 'person', id: personId },
  effectiveOn: today,
})
