import type { DatedAction, Dates, DatesQuestion } from '@beatbook/contract'
import type { Id, Instant, IsoDate, StreamKind } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { findAction } from '../action/address.ts'
import { readContent } from '../action/content.ts'
import { jsonValues } from '../database/json-values.ts'
import { isReached, isUnarchived, knownOn } from '../database/valid.ts'
import { mergedBy, mergesKnown } from '../party/parties.ts'
import { everMine } from '../party/ties.ts'
import type { Schema } from '../schema.ts'
import { planState, plansById } from '../stream/plan-states.ts'

/** Which actions a calendar has: those that belong to it, those that once did, and the least version of all. */
interface Chosen {
  readonly title: string | null
  readonly now: ReadonlySet<Id>
  readonly once: ReadonlySet<Id>
  readonly atLeast: Changed | null
}

/** The newest event of something: its position, and when it was recorded. */
interface Changed {
  readonly position: number
  readonly at: Instant
}

/** The parties that a person's work is of: those of now, with the parties that were merged into them. */
type PartiesOf = (person: string, day: IsoDate) => Promise<readonly { readonly id: Id }[]>

/**
 * The actions of a calendar. `null` where there is no such plan or action. Of what a person once owned those are known
 * that a party of theirs owned: a party that they are or were, a post that they hold or held, and those that they answer
 * for now.
 */
export const datesOf = async (
  db: Kysely<Schema>,
  question: DatesQuestion,
  today: IsoDate,
  partiesOf: PartiesOf,
): Promise<Dates | null> => {
  const chosen = await chosenBy(db, question, today, partiesOf)
  if (chosen === null) return null
  const { title, now, once, atLeast } = chosen
  const ids = [...new Set([...now, ...once])].sort()
  const actions: DatedAction[] = []
  for (let at = 0; at < ids.length; at += AT_ONCE)
    actions.push(...(await datedActions(db, ids.slice(at, at + AT_ONCE), now, atLeast)))
  return { title, actions }
}

/** The most actions that are read at once. */
const AT_ONCE = 1_000

const nothing: ReadonlySet<Id> = new Set()

const chosenBy = async (
  db: Kysely<Schema>,
  question: DatesQuestion,
  today: IsoDate,
  partiesOf: PartiesOf,
): Promise<Chosen | null> => {
  if ('action' in question) {
    const found = await findAction(db, question.action)
    if (!found.ok) return null
    return { title: null, now: new Set([found.value.action_id]), once: nothing, atLeast: null }
  }
  if ('plan' in question) {
    const plan = await planState(db, question.plan)
    return plan === null ? null : { title: plan.title, ...(await ofPlan(db, plan.id)), atLeast: null }
  }
  return ofPerson(db, question.person, await partiesOf(question.person, today))
}

/** The actions of a plan, and those that were moved to another one. */
const ofPlan = async (db: Kysely<Schema>, planId: Id): Promise<Pick<Chosen, 'now' | 'once'>> => {
  const now = await db.selectFrom('action_now').select('action_id').where('plan_id', '=', planId).execute()
  const once = await db
    .selectFrom('action_version')
    .select('action_id')
    .distinct()
    .where('plan_id', '=', planId)
    .where(knownOn())
    .execute()
  return { now: idsIn(now), once: idsIn(once) }
}

const ofPerson = async (
  db: Kysely<Schema>,
  person: string,
  parties: readonly { readonly id: Id }[],
): Promise<Chosen> => {
  const merged = mergedBy(await mergesKnown(db))
  const ever = await everMine(db, person)
  const mine = parties.map(({ id }) => id)
  const now = await db
    .selectFrom('owner_now')
    .innerJoin('action_now', 'action_now.action_id', 'owner_now.action_id')
    .select('owner_now.action_id')
    .where('party_id', 'in', jsonValues(db, mine))
    .where(isUnarchived({}, 'action_now.plan_id'))
    .execute()
  // The contents of an action that a party owned at any time, also by mistake.
  const all = [...mine, ...ever.parties].flatMap((id) => [id, ...(merged.get(id) ?? [])])
  const once = await db
    .selectFrom('content_owner')
    .innerJoin('content', 'content.id', 'content_owner.content_id')
    .select('content.subject_id as action_id')
    .distinct()
    .where('party_id', 'in', jsonValues(db, [...new Set(all)]))
    .execute()
  return { title: null, now: idsIn(now), once: idsIn(once), atLeast: ever.changed }
}

const idsIn = (rows: readonly { readonly action_id: Id }[]): Set<Id> =>
  new Set(rows.map(({ action_id }) => action_id))

const datedActions = async (
  db: Kysely<Schema>,
  ids: readonly Id[],
  now: ReadonlySet<Id>,
  atLeast: Changed | null,
): Promise<DatedAction[]> => {
  const rows = await db
    .selectFrom('action_now')
    .innerJoin('content', 'content.id', 'action_now.content_id')
    .select(['action_id', 'plan_id', 'slug', 'withdrawn', 'body'])
    .where('action_id', 'in', jsonValues(db, ids))
    .where(isReached({}, 'action_now.plan_id'))
    .orderBy('action_id')
    .execute()
  const planIds = [...new Set(rows.map((row) => row.plan_id))]
  const plans = await plansById(db, new Map(), planIds)
  const changed = await newestOf(
    db,
    'action',
    rows.map((row) => row.action_id),
  )
  const plansChanged = await newestOf(db, 'plan', planIds)
  return rows.flatMap((row) => {
    const plan = plans.get(row.plan_id)
    if (plan === undefined) return []
    const { timescale, stage, text } = readContent(row.body)
    const newest = [changed.get(row.action_id), plansChanged.get(row.plan_id), atLeast].filter(
      (one) => one != null,
    )
    return [
      {
        id: row.action_id,
        address: `${plan.code}/${row.slug}`,
        planTitle: plan.title,
        text,
        timescale,
        stage,
        withdrawn: row.withdrawn === 1,
        theirs: now.has(row.action_id),
        version: Math.max(...newest.map(({ position }) => position)),
        changedAt:
          newest
            .map(({ at }) => at)
            .sort()
            .at(-1) ?? '',
      },
    ]
  })
}

/** The newest event of each of some streams. */
const newestOf = async (
  db: Kysely<Schema>,
  kind: StreamKind,
  ids: readonly Id[],
): Promise<Map<Id, Changed>> => {
  const rows = await db
    .selectFrom('event')
    .select((of) => ['stream_id', of.fn.max('position').as('position'), of.fn.max('recorded_at').as('at')])
    .where('stream_kind', '=', kind)
    .where('stream_id', 'in', jsonValues(db, ids))
    .groupBy('stream_id')
    .execute()
  return new Map(rows.map((row) => [row.stream_id, { position: row.position, at: row.at }]))
}
