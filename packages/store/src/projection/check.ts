import { type ActionEvent, type ActionState, addDays, evolveAction, type Id } from '@beatbook/domain'
import { type Kysely, sql } from 'kysely'
import { readContent, textKey } from '../action/content.ts'
import { readTimeline, standingOn } from '../action/timeline.ts'
import { valuesOf } from '../action/values.ts'
import { conversationsAmiss } from '../conversation/project.ts'
import { mayContain } from '../database/search.ts'
import { isReached, knownOn } from '../database/valid.ts'
import { partiesAmiss } from '../party/project.ts'
import { type RagRulesBook, ragRulesBook } from '../rag-rules/book.ts'
import { dependencyRatings } from '../rating/dependencies.ts'
import type { Schema } from '../schema.ts'
import { canonical } from '../stream/canonical.ts'
import { eventsOf, streamOf } from '../stream/events.ts'
import { forceOf } from '../stream/force.ts'
import { type Plans, plansReadOnce, planWritten } from '../stream/plan-states.ts'
import { versionsOf } from '../stream/versions.ts'
import { type OwnersStored, replaceActionVersions } from './actions.ts'
import { aggregateRows, viewedKinds } from './aggregates.ts'
import { collectInserts, nextNumbers } from './inserts.ts'
import { planRows } from './plans.ts'
import { everDependedOn, wantedRatings } from './ratings.ts'
import { projections } from './rebuild.ts'
import { collectTallies } from './tallies.ts'

/** The checks of what is made from the events, and can be rebuilt. */
export const projectionChecks = [
  'plans',
  'actions',
  'ratings',
  'aggregates',
  'parties',
  'conversations',
  'today',
  'tallies',
] as const

type Report = (check: (typeof projectionChecks)[number], where: string) => void

const PAGE = 500

/** Whether every projection is of this version of the program, and complete. */
export const isUpToDate = async (db: Kysely<Schema>): Promise<boolean> => {
  const rows = await db.selectFrom('projection').select(['name', 'version', 'after']).execute()
  return projections().every(({ name, version }) =>
    rows.some((row) => row.name === name && row.version === version && row.after === null),
  )
}

/**
 * Compares what is stored as current with what the events give: versions of plans, actions and other
 * aggregates, ratings of actions that do not wait to be rated, rows of today with owners and search, tallies.
 */
export const checkProjections = async (db: Kysely<Schema>, fault: Report): Promise<void> => {
  await checkPlans(db, fault)
  await checkActions(db, fault)
  await checkAggregates(db, fault)
  for (const id of await partiesAmiss(db)) fault('parties', id)
  for (const id of await conversationsAmiss(db)) fault('conversations', id)
  await checkTallies(db, fault)
}

const idsOf = async (db: Kysely<Schema>, kind: 'plan' | 'action'): Promise<Id[]> =>
  (await db.selectFrom('event').select('stream_id').distinct().where('stream_kind', '=', kind).execute()).map(
    (row) => row.stream_id,
  )

const checkPlans = async (db: Kysely<Schema>, fault: Report): Promise<void> => {
  for (const id of await idsOf(db, 'plan')) {
    const stored = await db
      .selectFrom('plan_version')
      .select(['plan_id', 'held_from', 'held_to', 'code', 'area_id', 'archived', 'title_key', 'state'])
      .where('plan_id', '=', id)
      .where(knownOn())
      .execute()
    if (!same(planRows(id, await streamOf(db, 'plan', id)), stored)) fault('plans', id)
  }
}

const checkAggregates = async (db: Kysely<Schema>, fault: Report): Promise<void> => {
  const force = await forceOf(db)
  for (const kind of viewedKinds()) {
    const streams = db
      .selectFrom('event')
      .select('stream_id as id')
      .distinct()
      .where('stream_kind', '=', kind)
    for (const { id } of await streams.execute()) {
      const stored = await db
        .selectFrom('aggregate_version')
        .select(['force_id', 'kind', 'stream_id', 'held_from', 'held_to', 'state'])
        .where('kind', '=', kind)
        .where('stream_id', '=', id)
        .where(knownOn())
        .execute()
      const wanted = aggregateRows(force, kind, id, await streamOf(db, kind, id))
      if (!same(wanted, stored)) fault('aggregates', `${kind}/${id}`)
    }
  }
}

const checkActions = async (db: Kysely<Schema>, fault: Report): Promise<void> => {
  const owners = new Map(
    (await db.selectFrom('party').select(['id', 'first_name', 'root_id']).execute()).map((row) => [
      row.id,
      { name: row.first_name, root: row.root_id },
    ]),
  )
  const book = await ragRulesBook(db)
  const marked = new Set(
    (await db.selectFrom('rating_due').select('action_id').execute()).map((row) => row.action_id),
  )
  const due = await db.selectFrom('place_due').select('plan_id').execute()
  const waiting = new Set(due.map((row) => row.plan_id))
  const plansOf = plansReadOnce((id) => planWritten(db, id))
  const ids = await idsOf(db, 'action')
  for (let at = 0; at < ids.length; at += PAGE) {
    const some = ids.slice(at, at + PAGE)
    const streams = await eventsOf(db, 'action', some)
    const stored = await storedActions(db, some)
    for (const id of some) {
      const versions = versionsOf<ActionState, ActionEvent>(streams.get(id) ?? [], evolveAction)
      const last = versions.at(-1)?.state
      const own = await plansOf(versions.map(({ state }) => state.planId))
      const plan = own.get(last?.planId ?? '')
      const where = `${plan?.code ?? ''}/${last?.slug ?? id}`
      if (versions.some(({ state }) => !own.has(state.planId))) {
        fault('actions', `${id}: its plan is not there`)
        continue
      }
      // What waits for its new places has the old ones.
      if ([...own.keys()].some((planId) => waiting.has(planId))) continue
      const wanted = await wantedVersions(db, id, versions, own, owners)
      if (!same(wanted, stored.versions(id))) fault('actions', where)
      const ratings = await ratingsWanted(db, versions, own, book)
      if (!marked.has(id) && !same(ratings, stored.ratings(id))) fault('ratings', where)
      const row = stored.today(id)
      if ((row === undefined) !== (last === undefined || versions.at(-1)?.to !== null)) fault('today', where)
      else if (row !== undefined && !(await isAsStored(db, row, stored.owners(id)))) fault('today', where)
    }
  }
}

const wantedVersions = async (
  db: Kysely<Schema>,
  id: Id,
  versions: Parameters<typeof replaceActionVersions>[2],
  plans: Plans,
  owners: OwnersStored,
): Promise<object[]> => {
  const to = { inserts: collectInserts(), numbers: await nextNumbers(db), tallies: collectTallies() }
  return replaceActionVersions(id, [], versions, plans, owners, '', to).map(
    ({ held_from, held_to, body, wanted: { state, stored } }) => ({
      held_from,
      held_to,
      ...stored.keys,
      body,
      haystack: stored.haystack,
      owners: [...new Set(state.owners.map((owner) => owner.partyId))].sort().join(),
      values: lines(valuesOf(state)),
    }),
  )
}

const ratingsWanted = async (
  db: Kysely<Schema>,
  versions: Parameters<typeof replaceActionVersions>[2],
  plans: Plans,
  book: RagRulesBook,
): Promise<object[]> => {
  const plan = plans.get(versions.at(-1)?.state.planId ?? '')
  if (plan === undefined) return []
  const on = everDependedOn(versions)
  const dependencies = on.size === 0 ? null : await dependencyRatings(db, on, plan, book)
  return wantedRatings(versions, plans, book, dependencies).map(({ held_from, held_to, body, columns }) => ({
    held_from,
    held_to,
    body,
    ...columns,
  }))
}

/** What is stored as current of some actions, in the shapes in which it is compared. */
const storedActions = async (db: Kysely<Schema>, ids: readonly Id[]) => {
  const versions = Map.groupBy(
    await db
      .selectFrom('action_version')
      .innerJoin('content', 'content.id', 'action_version.content_id')
      .selectAll('action_version')
      .select(['body', 'haystack'])
      .where('action_id', 'in', ids)
      .where(knownOn())
      .execute(),
    (row) => row.action_id,
  )
  const contents = [...versions.values()].flatMap((rows) => rows.map((row) => row.content_id))
  const owned = Map.groupBy(
    await sql<{ content_id: number; party_id: Id }>`select * from content_owner
      where content_id in (select content_id from action_version where action_id in (${sql.join(ids)}))`
      .execute(db)
      .then(({ rows }) => rows),
    (row) => row.content_id,
  )
  const valued = Map.groupBy(
    contents.length === 0
      ? []
      : await db
          .selectFrom('content_value')
          .selectAll()
          .where('content_id', 'in', (of) =>
            of.selectFrom('action_version').select('content_id').where('action_id', 'in', ids),
          )
          .execute(),
    (row) => row.content_id,
  )
  const ratings = Map.groupBy(
    await db
      .selectFrom('rating')
      .innerJoin('content', 'content.id', 'rating.content_id')
      .selectAll('rating')
      .select('body')
      .where('rating.subject_id', 'in', ids)
      .where(knownOn())
      .execute(),
    (row) => row.subject_id,
  )
  const today = new Map(
    (await db.selectFrom('action_now').selectAll().where('action_id', 'in', ids).execute()).map((row) => [
      row.action_id,
      row,
    ]),
  )
  const owners = Map.groupBy(
    await db.selectFrom('owner_now').selectAll().where('action_id', 'in', ids).execute(),
    (row) => row.action_id,
  )
  return {
    versions: (id: Id): object[] =>
      (versions.get(id) ?? []).map(
        ({ version: _, recorded_from: __, recorded_to: ___, action_id: ____, content_id, ...row }) => ({
          ...row,
          owners: (owned.get(content_id) ?? [])
            .map((owner) => owner.party_id)
            .sort()
            .join(),
          values: lines((valued.get(content_id) ?? []).map(({ content_id: _, ...value }) => value)),
        }),
      ),
    ratings: (id: Id): object[] =>
      (ratings.get(id) ?? []).map(
        ({ version: _, recorded_from: __, recorded_to: ___, content_id: ____, ...row }) => row,
      ),
    today: (id: Id) => today.get(id),
    owners: (id: Id) => owners.get(id) ?? [],
  }
}

/**
 * Whether a row of today is what its version and its rating give: with its owners, its words in the search
 * index, and its level on the day before that turns.
 */
const isAsStored = async (
  db: Kysely<Schema>,
  row: Schema['action_now'],
  owners: readonly Schema['owner_now'][],
): Promise<boolean> => {
  const version = await db
    .selectFrom('action_version')
    .innerJoin('content', 'content.id', 'action_version.content_id')
    .selectAll('action_version')
    .select(['body', 'haystack'])
    .where('version', '=', row.version)
    .executeTakeFirst()
  const rating = await db
    .selectFrom('rating')
    .innerJoin('content', 'content.id', 'rating.content_id')
    .select(['content_id', 'body'])
    .where('rating.subject_id', '=', row.action_id)
    .where(knownOn())
    .where('held_to', '=', '9999-12-31')
    .executeTakeFirst()
  if (version === undefined) return false
  const { version: _, held_from, held_to, recorded_from, recorded_to, haystack, body, ...keys } = version
  const timeline = rating === undefined ? null : readTimeline(rating.body)
  const standing = standingOn(timeline, addDays(row.turns_on, -1))
  const { number, version: __, text_key, ...today } = row
  const wanted = {
    ...keys,
    rating_id: rating?.content_id ?? null,
    computed: standing.level,
    computed_key: standing.key,
    disagrees: standing.disagrees,
    turns_on: standing.turnsOn,
  }
  const ownersWanted = await db
    .selectFrom('content_owner')
    .innerJoin('party', 'party.id', 'content_owner.party_id')
    .select('root_id as party_id')
    .distinct()
    .where('content_id', '=', row.content_id)
    .execute()
  const { place_key, withdrawn, action_id } = row
  const sameOwners = same(
    ownersWanted.map(({ party_id }) => ({ party_id, place_key, action_id, withdrawn })),
    owners,
  )
  const { text } = readContent(body)
  return (
    same([wanted], [today]) &&
    text_key === textKey(text) &&
    sameOwners &&
    (await isIndexed(db, number, haystack))
  )
}

/** Whether the search index has the words of a row. */
const isIndexed = async (db: Kysely<Schema>, number: number, haystack: string): Promise<boolean> => {
  const asked = mayContain(db, haystack.split(/\s+/).slice(0, 20))
  const due = db.selectFrom('search_due').select('number').where('number', '=', number)
  if (asked === null || (await due.executeTakeFirst()) !== undefined) return true
  // Without the sign FTS5 ignores the condition on the row: an index without positions answers all matches.
  const { rows } = await sql`select rowid from action_search
    where ${asked} and +rowid = ${number}`.execute(db)
  return rows.length === 1
}

const checkTallies = async (db: Kysely<Schema>, fault: Report): Promise<void> => {
  const key = sql.raw('plan_id, section_id, withdrawn, level, stage, computed, disagrees')
  const { rows } = await sql<{ plan_id: Id }>`
    select plan_id from (
      select ${key}, actions as n from tally
      union all select ${key}, -count(*) as n from action_now where ${isReached()} group by ${key}
    ) as both_ways group by ${key} having sum(n) <> 0 or count(*) <> 2`.execute(db)
  for (const { plan_id } of rows) fault('tallies', `${plan_id}: actions`)
  const owned = await sql<{ plan_id: Id; party_id: Id }>`
    select plan_id, party_id from (
      select plan_id, party_id, actions as n from owner_tally
      union all select plan_id, party_id, -count(*) as n from owner_now
        join action_now on action_now.action_id = owner_now.action_id
        where owner_now.withdrawn = 0 and ${isReached()} group by plan_id, party_id
    ) as both_ways group by plan_id, party_id having sum(n) <> 0 or count(*) <> 2`.execute(db)
  for (const { plan_id, party_id } of owned.rows) fault('tallies', `${plan_id}: owner ${party_id}`)
  const { rows: unknown } = await sql<{ n: number }>`
    select count(*) as n from action_search
    where rowid not in (select number from action_now) and rowid not in (select number from search_due)`.execute(
    db,
  )
  if ((unknown[0]?.n ?? 0) > 0) fault('today', 'the search index has rows of actions that are not there')
}

const lines = (values: readonly object[]): string => values.map(canonical).sort().join('\n')

/**
 * Whether two lists have the same rows, in any order. A character that one database stores as another is the
 * same.
 */
const same = (one: readonly object[], other: readonly object[]): boolean =>
  one.length === other.length && storable(lines(one)) === storable(lines(other))

const storable = (json: string): string => json.replaceAll('\\u0000', '\ufffd')
