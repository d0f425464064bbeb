import * as z from 'zod'
import { givenDay } from '../calendar/date.ts'
import { type Id, id } from '../id.ts'
import { effectiveFrom, OPEN_END } from '../period/period.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { err, ok, type Result } from '../result.ts'
import type { DecideContext, Pending } from '../stream/event.ts'
import { leavingSomebody } from './administrators.ts'
import type { PersonEvent } from './events.ts'
import { type Grant, type GrantObject, grantObject, isSame, may, onForce } from './grant.ts'
import type { People } from './people.ts'
import { role } from './person.ts'

const onPerson = z.object({ commandId: id, personId: id, grantId: id })

/**
 * Gives a person a role on an area, a plan or a scheme: from today or a later day (today by default) until
 * another, exclusive (no end by default).
 */
export const giveGrantInput = onPerson.extend({
  role,
  on: grantObject,
  from: givenDay.optional(),
  to: givenDay.optional(),
})

/** Ends a grant on a day that is not in the past (today by default): it is not valid from that day on. */
export const endGrantInput = onPerson.extend({ on: givenDay.optional() })

/** What the record finds out for a command about a grant. */
export interface GrantFindings {
  readonly rootArea: Id
  /** Whether the object of the grant exists. */
  readonly objectThere: boolean
}

type Decision = Result<Pending<PersonEvent>[], Refusal>

/**
 * Decides to give a grant. Refused with `not-allowed` to people who may not administer the force that day,
 * with `not-found` about somebody who cannot sign in or an unknown object, with `grant-period` where it would
 * begin before today or end before it begins, and with `id-reused` where another grant has the id. No event
 * where the same grant was given already.
 */
export const decideGiveGrant = (
  people: People,
  { personId, grantId, role, on, from, to = OPEN_END }: z.output<typeof giveGrantInput>,
  { rootArea, objectThere }: GrantFindings,
  context: DecideContext,
): Decision => {
  const { today } = context
  const found = personFor(people, personId, rootArea, context)
  if (!found.ok) return found
  const given: Grant = { grantId, role, on, from: from ?? today, to }
  for (const [id, person] of people) {
    const known = person.grants.find((grant) => grant.grantId === grantId)
    if (known !== undefined)
      return id === personId && isSameGrant(known, given) ? ok([]) : err(refuse('id-reused', { id: grantId }))
  }
  if (given.from < today) return err(refuse('grant-period', { because: 'past', today }))
  if (given.to <= given.from) return err(refuse('grant-period', { because: 'empty', today }))
  if (!objectThere) return err(refuse('not-found', { what: missingOf[on.kind], id: on.id }))
  const event: PersonEvent = { type: 'grant-given', v: 1, facts: given, words: {} }
  return ok([about(personId, event, effectiveFrom(given, today), context)])
}

/**
 * Decides to end a grant. Refused as for giving one, with `not-found` where the person has no such grant, and
 * with `last-administrator` where nobody would have a permanent administrator role on the force. No event
 * where it has ended by that day.
 */
export const decideEndGrant = (
  people: People,
  { personId, grantId, on }: z.output<typeof endGrantInput>,
  { rootArea }: Pick<GrantFindings, 'rootArea'>,
  context: DecideContext,
): Decision => {
  const { today } = context
  const found = personFor(people, personId, rootArea, context)
  if (!found.ok) return found
  const grant = found.value.grants.find((each) => each.grantId === grantId)
  if (grant === undefined) return err(refuse('not-found', { what: 'grant', id: grantId }))
  const end = on ?? today
  if (end < today) return err(refuse('grant-period', { because: 'past', today }))
  if (grant.to <= end) return ok([])
  const event: PersonEvent = { type: 'grant-ended', v: 1, facts: { grantId, on: end }, words: {} }
  return leavingSomebody(
    people,
    about(personId, event, effectiveFrom({ from: end }, today), context),
    rootArea,
    context,
  )
}

const personFor = (
  people: People,
  personId: Id,
  rootArea: Id,
  { actor, today }: DecideContext,
): Result<{ readonly grants: readonly Grant[] }, Refusal> => {
  const asks = people.get(actor)
  if (asks === undefined || !may(asks, 'administer', onForce(rootArea), today))
    return err(refuse('not-allowed', { capability: 'administer' }))
  const person = people.get(personId)
  return person === undefined ? err(refuse('not-found', { what: 'person', id: personId })) : ok(person)
}

const isSameGrant = (one: Grant, other: Grant): boolean =>
  one.role === other.role && isSame(one.on, other.on) && one.from === other.from && one.to === other.to

const missingOf = { area: 'area', plan: 'plan', scheme: 'scheme' } as const satisfies Record<
  GrantObject['kind'],
  string
>

const about = (
  personId: Id,
  event: PersonEvent,
  effectiveOn: string,
  { newId }: DecideContext,
): Pending<PersonEvent> => ({ ...event, id: newId(), stream: { kind: 'person', id: personId }, effectiveOn })
