import {
  type ActionSince,
  type Id,
  type InSection,
  type Instant,
  type IsoDate,
  type Loaders,
  type NextPlace,
  numbersAt,
  type OwnedByParty,
  type PlaceAsked,
  type PlaceKnown,
  type RagRules,
  type RoomInPlan,
  type SectionUse,
  standing,
  takeSlug,
} from '@beatbook/domain'
import { type Kysely, sql } from 'kysely'
import { readContent } from '../action/content.ts'
import { settingsOf } from '../area/settings.ts'
import { uploadedFiles } from '../attachment/uploads.ts'
import { isSubjectThere, mentionsMissing } from '../conversation/known.ts'
import { compiledQuery } from '../database/compiled.ts'
import { jsonText } from '../database/expression.ts'
import { jsonValues } from '../database/json-values.ts'
import { isReached, isUnarchived, knownOn, validOn } from '../database/valid.ts'
import { partiesAbove, partiesGiven } from '../party/parties.ts'
import { heldByParty, holderHistory, isAccountThere, successorsOf } from '../party/ties.ts'
import { ragRulesBook } from '../rag-rules/book.ts'
import type { Schema } from '../schema.ts'
import { streamOf } from '../stream/events.ts'
import { forceOf } from '../stream/force.ts'
import { decidedOn, type Histories } from '../stream/histories.ts'
import { isHidden, planState } from '../stream/plan-states.ts'
import { reachedFrom } from '../stream/reached.ts'
import { undoKnown } from '../undo/known.ts'

/**
 * The context for loading what a command needs: the writer's transaction, the time, the actor, and how far
 * the clock is behind.
 */
export interface Loading {
  readonly db: Kysely<Schema>
  /** In milliseconds. */
  readonly behind: number
  readonly now: Instant
  readonly actor: string
  readonly histories: Histories
}

/** Loads everything that decisions can need from the record. */
export const loaders: Loaders<Loading> = {
  stream: ({ db }, [kind, id]) => streamOf(db, kind, id) as never,
  states: async ({ db }, [kind]) => {
    const rows = await db
      .selectFrom('aggregate_version')
      .select(['stream_id', 'state'])
      .where('kind', '=', kind)
      .where(validOn())
      .execute()
    return new Map(rows.map((row) => [row.stream_id, JSON.parse(row.state) as unknown]))
  },
  plan: ({ db }, [id]) => planState(db, id),
  'rag-rules-version': async ({ db }, [code, version]) =>
    (await ragRulesBook(db)).all.find((each) => each.code === code && each.version === version) ?? null,
  'action-history': async ({ db, histories }, [id]) => {
    const history = decidedOn(await histories.of(db, id))
    // Of a plan that is being undone or redone there is nothing to decide on.
    return history.now != null && (await isHidden(db, history.now.planId))
      ? { since: null, state: null, events: [], now: null }
      : history
  },
  'actions-of-plan': async ({ db, histories }, [planId, ids]) => {
    const rows = await db
      .selectFrom('action_now')
      .select('action_id')
      .where('plan_id', '=', planId)
      .where('action_id', 'in', jsonValues(db, ids))
      .execute()
    const found = new Map<Id, ActionSince>()
    for (const row of rows) found.set(row.action_id, decidedOn(await histories.of(db, row.action_id)))
    return found
  },
  'rag-rules-of-action': async ({ db }, [id]) => {
    const [row] = await planAsked(db, id)
    return row === undefined ? null : ragRulesOfPlan(db, row.plan_id)
  },
  'rag-rules-of-plan': ({ db }, [id]) => ragRulesOfPlan(db, id),
  'reached-from': ({ db }, [id, kind]) => reachedFrom(db, id, kind),
  'update-of-another': ({ db }, [updateId, actionId]) => isOfAnother(db, updateId, actionId),
  'slugs-taken': ({ db }, [of, refs]) => slugsTaken(db, of, refs),
  'actions-by-id': ({ db, histories }, [ids]) => historiesOf(db, histories, ids),
  'place-of': ({ db, histories }, [actionId, ids, place]) => placeOf(db, histories, actionId, ids, place),
  'in-plan': ({ db, histories }, [planId, most]) => inPlan(db, histories, planId, most),
  'addresses-taken': ({ db }, [planId, refs]) => addressesTaken(db, planId, refs),
  'plan-of-action': async ({ db }, [id]) => {
    const [row] = await planAsked(db, id)
    return row === undefined ? [] : streamOf(db, 'plan', row.plan_id)
  },
  'plan-codes': async ({ db }) => {
    const rows = await db.selectFrom('plan_version').select('code').distinct().execute()
    return new Set(rows.map((row) => row.code))
  },
  'section-use': ({ db }, [planId, sectionId, on]) => sectionUse(db, planId, sectionId, on),
  'in-section': ({ db, histories }, [planId, sectionId, on, most]) =>
    inSection(db, histories, planId, sectionId, on, most),
  'room-in-plan': ({ db }, [planId, actionIds]) => roomInPlan(db, planId, actionIds),
  'next-place': ({ db }, [of, count]) => nextPlace(db, of, count),
  'owned-by-party': ({ db, histories }, [partyId, which]) => ownedByParty(db, histories, partyId, which),
  'parties-above': ({ db }, [id]) => partiesAbove(db, id),
  'account-there': ({ db }, [id]) => isAccountThere(db, id),
  'held-by-party': ({ db }, [id]) => heldByParty(db, id),
  'holder-history': ({ db }, [given]) => holderHistory(db, given),
  'successors-of': ({ db }, [id]) => successorsOf(db, id),
  'parties-given': ({ db }, [{ names, ids }]) => partiesGiven(db, names, ids),
  'newest-rag-rules': async ({ db }, [code]) =>
    (await db
      .selectFrom('rag_rules_version')
      .select((of) => [
        'rag_rules_id as ragRulesId',
        sql<number>`coalesce(${of.fn.max('version').filterWhere('undone', '=', 0)}, 0)`.as('version'),
        of.fn.max('version').as('highest'),
      ])
      .where('code', '=', code)
      .groupBy('rag_rules_id')
      .executeTakeFirst()) ?? null,
  'rag-rules-id-taken': async ({ db }, [id]) =>
    (await db
      .selectFrom('rag_rules_version')
      .select('code')
      .where('rag_rules_id', '=', id)
      .limit(1)
      .executeTakeFirst()) !== undefined,
  'record-id': ({ db }) => forceOf(db),
  behind: async ({ behind }) => behind,
  'undone-command': ({ db, actor }, [asked]) => undoKnown(db, asked, actor),
  settings: ({ db }) => settingsOf(db),
  'subject-there': ({ db }, [subject]) => isSubjectThere(db, subject),
  'uploaded-files': ({ db, actor, now }, [ids]) => uploadedFiles(db, ids, { actor, now }),
  'mentions-missing': ({ db }, [mentions]) => mentionsMissing(db, mentions),
  'root-area': async ({ db }) => {
    const id = await forceOf(db)
    return { id, history: await streamOf(db, 'area', id) }
  },
}

/** Whether another action has an update with this id. The condition matches the index `event_update`. */
const isOfAnother = async (db: Kysely<Schema>, updateId: string, actionId: string): Promise<boolean> => {
  const { rows } = await sql`
    select 1 from event where type = 'update-recorded' and ${jsonText(db, 'facts', ['updateId'])} = ${updateId} and stream_id <> ${actionId} limit 1
  `.execute(db)
  return rows.length > 0
}

/** The RAG rules that rate a plan today. */
const ragRulesOfPlan = async (db: Kysely<Schema>, planId: Id): Promise<RagRules | null> => {
  const pin = (await planState(db, planId))?.pins.at(-1)
  return pin === undefined ? null : (await ragRulesBook(db)).of(pin.code, pin.version)
}

/**
 * The slugs that refs can be given (`32`, `32~2` …) and that other actions of the plan have or ever had. An
 * action may take a slug of its own again.
 */
const slugsTaken = async (
  db: Kysely<Schema>,
  of: { readonly planId: Id } | { readonly actionId: Id },
  refs: readonly string[],
): Promise<ReadonlySet<string>> => {
  if (refs.length === 0) return new Set()
  const planId = await planIdOf(db, of)
  if (planId === undefined) return new Set()
  const taken = await addressesTaken(db, planId, refs)
  const own = 'actionId' in of ? of.actionId : null
  return new Set([...taken].flatMap(([slug, ids]) => (ids.some((id) => id !== own) ? [slug] : [])))
}

const planIdOf = async (
  db: Kysely<Schema>,
  of: { readonly planId: Id } | { readonly actionId: Id },
): Promise<Id | undefined> => ('planId' in of ? of.planId : (await planAsked(db, of.actionId))[0]?.plan_id)

/** The slugs that refs can be given in a plan and that actions have or ever had, each with the actions. */
const addressesTaken = async (
  db: Kysely<Schema>,
  planId: Id,
  refs: readonly string[],
): Promise<ReadonlyMap<string, readonly Id[]>> => {
  if (refs.length === 0) return new Map()
  const slugs = [...new Set(refs.map((ref) => takeSlug(ref, new Set())))]
  const rows = await db
    .selectFrom('action_address')
    .select(['slug', 'action_id'])
    .where((where) =>
      where.or(
        slugs.flatMap((slug) => [
          where('slug', '=', slug),
          where.and([where('slug', '>', `${slug}~`), where('slug', '<', `${slug}~:`)]),
        ]),
      ),
    )
    .where('plan_id', '=', planId)
    .execute()
  const bySlug = Map.groupBy(rows, (row) => row.slug)
  return new Map([...bySlug].map(([slug, found]) => [slug, found.map((row) => row.action_id)]))
}

/**
 * The next numbers in a plan that are no address of an action and never were, and the order of an action at the
 * end. Both are in the rows of today, which the index of plans finds.
 */
const nextPlace = async (
  db: Kysely<Schema>,
  of: { readonly planId: Id } | { readonly actionId: Id },
  count: number,
): Promise<NextPlace> => {
  const planId = await planIdOf(db, of)
  const rows = await db
    .selectFrom('action_now')
    .select(['slug', 'place_key'])
    .where('plan_id', '=', planId ?? '')
    .execute()
  const orders = rows.map((row) => orderIn(row.place_key))
  const numbers = rows.flatMap(({ slug }) => (/^\d{1,9}$/.test(slug) ? [Number(slug)] : []))
  const highest = (of: readonly number[], least: number) =>
    of.reduce((most, each) => Math.max(most, each), least)
  const had = async (slug: string) =>
    (await db
      .selectFrom('action_address')
      .select('action_id')
      .where('slug', '=', slug)
      .where('plan_id', '=', planId ?? '')
      .limit(1)
      .executeTakeFirst()) !== undefined
  const refs: string[] = []
  for (let number = highest(numbers, 0) + 1; refs.length < count; number++)
    if (!(await had(String(number)))) refs.push(String(number))
  return { refs, order: Math.floor(highest(orders, -1)) + 1 }
}

/** The next places of a plan, and the addresses there that some actions could take with their refs or with those. */
const roomInPlan = async (db: Kysely<Schema>, planId: Id, actionIds: readonly Id[]): Promise<RoomInPlan> => {
  const next = await nextPlace(db, { planId }, actionIds.length)
  const rows = await db
    .selectFrom('action_now')
    .innerJoin('content', 'content.id', 'action_now.content_id')
    .select('body')
    .where('action_id', 'in', jsonValues(db, actionIds))
    .execute()
  const refs = rows.map(({ body }) => readContent(body).ref)
  return { next, addresses: await addressesTaken(db, planId, [...refs, ...next.refs]) }
}

/** The order of an action in its plan, with which its sort key ends. */
const orderIn = (placeKey: string): number => Number(placeKey.slice(placeKey.lastIndexOf(' ') + 1))

/** Those of some actions that there are or were, with their histories. None of a plan that is being undone. */
const historiesOf = async (
  db: Kysely<Schema>,
  histories: Histories,
  ids: readonly Id[],
): Promise<ReadonlyMap<Id, ActionSince>> => {
  const found = new Map<Id, ActionSince>()
  for (const id of new Set(ids)) {
    const history = decidedOn(await histories.of(db, id))
    if (history.now == null || !(await isHidden(db, history.now.planId))) found.set(id, history)
  }
  return found
}

/**
 * A place in the plan of an action: its section with all actions there, and the histories of those that are named
 * (`ids`) or make room.
 */
const placeOf = async (
  db: Kysely<Schema>,
  histories: Histories,
  actionId: Id | null,
  ids: readonly Id[],
  { before, after, sectionId: asked }: PlaceAsked,
): Promise<PlaceKnown> => {
  const planId = (await planAsked(db, actionId ?? ''))[0]?.plan_id ?? null
  const other = before ?? after
  const there =
    other === undefined
      ? (planId === null ? [] : ((await planState(db, planId))?.sections ?? [])).find(
          ({ id }) => id === asked,
        )
      : await db
          .selectFrom('action_now')
          .select('section_id as id')
          .where('action_id', '=', other)
          .where('plan_id', '=', planId)
          .executeTakeFirst()
  if (there === undefined || planId === null)
    return { planId, sectionId: null, rows: [], histories: await historiesOf(db, histories, ids) }
  const rows = await db
    .selectFrom('action_now')
    .select(['action_id', 'place_key'])
    .where('plan_id', '=', planId)
    .where('section_id', '=', there.id)
    .orderBy('place_key')
    .orderBy('action_id')
    .execute()
  const ordered = rows.map((row) => ({ id: row.action_id, order: orderIn(row.place_key) }))
  const changed = numbersAt(ordered, ids, { before, after })?.keys() ?? []
  return {
    planId,
    sectionId: there.id,
    rows: ordered,
    histories: await historiesOf(db, histories, [...ids, ...changed]),
  }
}

/** The actions of a plan that are not withdrawn, in their order, unless they are too many. */
const inPlan = async (
  db: Kysely<Schema>,
  histories: Histories,
  planId: Id,
  most: number,
): Promise<InSection> => {
  const rows = await db
    .selectFrom('action_now')
    .select('action_id')
    .where('plan_id', '=', planId)
    .where('withdrawn', '=', 0)
    .where(isReached({}, 'action_now.plan_id'))
    .orderBy('place_key')
    .orderBy('action_id')
    .execute()
  const actions: InSection['actions'][number][] = []
  if (rows.length <= most)
    for (const { action_id: id } of rows) actions.push({ id, history: decidedOn(await histories.of(db, id)) })
  return { count: rows.length, actions }
}

/** What a party owns today, with the histories of its actions. */
const ownedByParty = async (
  db: Kysely<Schema>,
  histories: Histories,
  partyId: Id,
  which: 'all' | 'open',
): Promise<OwnedByParty> => {
  const parties = await partiesOf(db, partyId)
  const actions: OwnedByParty['actions'][number][] = []
  for (const id of await actionsOwned(db, partyId, which))
    actions.push({ id, history: decidedOn(await histories.of(db, id)) })
  return { parties, count: actions.length, actions }
}

/** A party and those that were merged into it; none where there is no such party. */
export const partiesOf = async (db: Kysely<Schema>, partyId: Id): Promise<Id[]> =>
  (
    await db.selectFrom('party').select('id').where('root_id', '=', partyId).where('undone', '=', 0).execute()
  ).map((row) => row.id)

/**
 * The actions that a party owns today, as its page counts them: not withdrawn and in no archived plan; `open` those that
 * are not complete either.
 */
export const actionsOwned = async (db: Kysely<Schema>, partyId: Id, which: 'all' | 'open'): Promise<Id[]> => {
  const rows = await db
    .selectFrom('owner_now')
    .innerJoin('action_now', 'action_now.action_id', 'owner_now.action_id')
    .select('owner_now.action_id as id')
    .where('party_id', '=', partyId)
    .where('owner_now.withdrawn', '=', 0)
    .$if(which === 'open', (query) => query.where('action_now.stage', '<>', 'complete'))
    .where(isUnarchived({}, 'action_now.plan_id'))
    .where(isReached({}, 'action_now.plan_id'))
    .orderBy('owner_now.place_key')
    .orderBy('owner_now.action_id')
    .execute()
  return rows.map((row) => row.id)
}

/** The actions that are in a section on a day (today where there is none) or later, unless they are too many. */
const inSection = async (
  db: Kysely<Schema>,
  histories: Histories,
  planId: Id,
  sectionId: Id,
  on: IsoDate | undefined,
  most: number,
): Promise<InSection> => {
  const rows = await db
    .selectFrom('action_version')
    .select('action_id')
    .distinct()
    .where('plan_id', '=', planId)
    .where('section_id', '=', sectionId)
    .where(on === undefined ? validOn() : knownOn())
    .$if(on !== undefined, (query) => query.where('held_to', '>', on ?? ''))
    .orderBy('action_id')
    .execute()
  const actions: InSection['actions'][number][] = []
  if (rows.length <= most)
    for (const { action_id: id } of rows) actions.push({ id, history: decidedOn(await histories.of(db, id)) })
  return { count: rows.length, actions }
}

/**
 * The actions that are in a section on a day (today where there is none), and the newest event that brings
 * another into it later.
 */
const sectionUse = async (
  db: Kysely<Schema>,
  planId: Id,
  sectionId: Id,
  on: IsoDate | undefined,
): Promise<SectionUse> => {
  const inSection = db
    .selectFrom('action_version')
    .select(['action_id', 'held_from'])
    .where('plan_id', '=', planId)
    .where('section_id', '=', sectionId)
  if (on === undefined) return { actions: (await inSection.where(validOn()).execute()).length, later: null }
  const rows = await inSection.where('held_to', '>', on).where(knownOn()).execute()
  const then = new Set(rows.flatMap((row) => (row.held_from <= on ? [row.action_id] : [])))
  const [other] = rows.flatMap((row) => (then.has(row.action_id) ? [] : [row.action_id]))
  if (other === undefined) return { actions: then.size, later: null }
  const later = standing(await streamOf(db, 'action', other)).findLast(
    ({ facts, effectiveOn }) => effectiveOn > on && 'sectionId' in facts && facts.sectionId === sectionId,
  )
  return { actions: then.size, later: later ?? null }
}

const planAsked = compiledQuery((db, actionId: string) =>
  db.selectFrom('action_now').select('plan_id').where('action_id', '=', actionId),
)
