import {
  type ActionEvent,
  type ActionState,
  evolveAction,
  type Id,
  type Instant,
  type IsoDate,
  isUndo,
  type PlanEvent,
  type Recorded,
} from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { plansEver } from '../action/plans.ts'
import { type RagRulesBook, ragRulesBook } from '../rag-rules/book.ts'
import type { Schema } from '../schema.ts'
import { eventsOf, streamOf } from '../stream/events.ts'
import { extended, type History } from '../stream/histories.ts'
import { type Plans, plansReadOnce, planWritten } from '../stream/plan-states.ts'
import { noteNumbers } from '../stream/used-numbers.ts'
import { type Version, versionsOf } from '../stream/versions.ts'
import {
  changedSince,
  firstDay,
  type OwnersStored,
  ownersStored,
  replaceActionVersions,
  storeLinks,
  todayOf,
} from './actions.ts'
import { collectInserts, nextNumbers } from './inserts.ts'
import { instantsOfPlaces } from './places.ts'
import { replaceRatings } from './ratings.ts'
import type { CurrentVersion } from './replace-contents.ts'
import { collectTallies } from './tallies.ts'
import { type Collected, rowsBefore, writeToday } from './today.ts'

/**
 * Makes everything stored of the actions `ids` anew from their events, as it was known at every instant: with
 * its events, with the rules its plan pinned and with the ratings of what it depends on. Rows of today are
 * evaluated on `day`. What they depend on is made anew before them, unless `isDone` says that it is.
 */
export const rebuildActions = async (
  db: Kysely<Schema>,
  ids: readonly Id[],
  day: IsoDate,
  isDone: (id: Id) => boolean = () => false,
): Promise<void> => {
  const done = new Set<Id>()
  const streams = await eventsOf(db, 'action', ids)
  const simple = ids.filter((id) => dependencies(streams.get(id) ?? []).length === 0)
  await rebuildTogether(db, simple, streams, day)
  for (const id of simple) done.add(id)
  const rebuildOne = async (id: Id, above: readonly Id[]): Promise<void> => {
    if (done.has(id) || above.includes(id)) return
    const events = streams.get(id) ?? (await streamOf(db, 'action', id))
    for (const on of dependencies(events)) if (!isDone(on)) await rebuildOne(on, [...above, id])
    await rebuildTogether(db, [id], new Map([[id, events]]), day)
    done.add(id)
  }
  for (const id of ids) await rebuildOne(id, [])
}

type Events = readonly Recorded<ActionEvent>[]

const dependencies = (events: Events): Id[] => [
  ...new Set(
    events.flatMap((event) =>
      event.type === 'link-added' && event.facts.kind === 'depends-on' ? [event.facts.to] : [],
    ),
  ),
]

const rebuildTogether = async (
  db: Kysely<Schema>,
  ids: readonly Id[],
  streams: ReadonlyMap<Id, Events>,
  day: IsoDate,
): Promise<void> => {
  if (ids.length === 0) return
  await removeActions(db, ids, day)
  const to = { inserts: collectInserts(), numbers: await nextNumbers(db), tallies: collectTallies() }
  const book = await ragRulesBook(db)
  const owners = await ownersStored(
    db,
    ids.map((id) => ({ versions: everyState(streams.get(id) ?? []) })),
  )
  const plans = planHistories(db)
  for (const id of ids) {
    const today = await rebuildHistory(db, id, streams.get(id) ?? [], plans, book, owners, to)
    await writeToday(db, id, today, nothing, day, to)
  }
  await to.inserts.write(db)
  await to.tallies.write(db)
}

const nothing = { rows: new Map(), owners: new Map() }

/** Every state an action had, whatever was undone since: for the names of all its owners. */
const everyState = (events: Events): Version<ActionState>[] =>
  versionsOf<ActionState, ActionEvent>(
    events.filter((event) => !isUndo(event)),
    evolveAction,
  )

/** Removes everything stored of some actions, and their shares of the tallies. */
export const removeActions = async (db: Kysely<Schema>, ids: readonly Id[], day: IsoDate): Promise<void> => {
  const before = await rowsBefore(db, ids)
  const to = { inserts: collectInserts(), numbers: await nextNumbers(db), tallies: collectTallies() }
  for (const id of ids) await writeToday(db, id, null, before, day, to)
  await to.tallies.write(db)
  const contents = [
    ...(await db.selectFrom('action_version').select('content_id').where('action_id', 'in', ids).execute()),
    ...(await db.selectFrom('rating').select('content_id').where('subject_id', 'in', ids).execute()),
  ].map((row) => row.content_id)
  await noteNumbers(db, 'content')
  for (let at = 0; at < contents.length; at += AT_ONCE) {
    const some = contents.slice(at, at + AT_ONCE)
    await db.deleteFrom('content_owner').where('content_id', 'in', some).execute()
    await db.deleteFrom('content_value').where('content_id', 'in', some).execute()
    await db.deleteFrom('content').where('id', 'in', some).execute()
  }
  await db.deleteFrom('owner_now').where('action_id', 'in', ids).execute()
  await db.deleteFrom('action_version').where('action_id', 'in', ids).execute()
  await db.deleteFrom('rating').where('subject_id', 'in', ids).execute()
  await db.deleteFrom('rating_due').where('action_id', 'in', ids).execute()
}

/** The most contents in one statement. */
const AT_ONCE = 500

const rebuildHistory = async (
  db: Kysely<Schema>,
  id: Id,
  events: Events,
  plans: PlanHistories,
  book: RagRulesBook,
  owners: OwnersStored,
  to: Collected,
) => {
  const planIds = plansEver(events)
  const added = Map.groupBy(events, (event) => event.recordedAt)
  let versions: readonly CurrentVersion<Parameters<typeof todayOf>[0][number]['wanted']>[] = []
  let ratings: Awaited<ReturnType<typeof replaceRatings>>['current'] = []
  const pinned = await plans.pinned(planIds)
  const placed = await plans.placed(planIds)
  const isAlone = dependencies(events).length === 0
  let history: History = { events: [], versions: [] }
  for (const recordedAt of await instantsOf(db, events, [...pinned, ...placed])) {
    const known = await plans.at(planIds, recordedAt)
    const now = added.get(recordedAt)
    // A plan ends by an undo that its actions end by too, perhaps after it.
    if (now === undefined && known.size === 0) continue
    if (now !== undefined) history = extended(history, now)
    const states = history.versions
    const sinceNow = now === undefined || now.some(isUndo) ? undefined : firstDay(now)
    if (placed.includes(recordedAt) && now === undefined)
      versions = replaceActionVersions(id, versions, states, known, owners, recordedAt, to)
    if (now !== undefined) {
      // With other places every version is another.
      const since = placed.includes(recordedAt) ? undefined : sinceNow
      const earlier = versions.filter(({ held_to }) => since !== undefined && held_to < since)
      versions = [
        ...earlier,
        ...replaceActionVersions(
          id,
          versions.slice(earlier.length),
          changedSince(states, since),
          known,
          owners,
          recordedAt,
          to,
        ),
      ]
      storeLinks(id, now, to)
    }
    // Only its own events leave the ratings of earlier days alone.
    const from = isAlone && !pinned.includes(recordedAt) ? sinceNow : undefined
    const kept = ratings.filter(({ held_to }) => from !== undefined && held_to < from)
    const later = ratings.slice(kept.length)
    const toRate = { id, states, plans: known, since: from, recordedAt }
    const rated = await replaceRatings(db, toRate, later, book, to)
    ratings = [...kept, ...rated.current]
  }
  return todayOf(versions, ratings, owners)
}

/**
 * The instants at which anything stored of an action may have changed: its own events, those at which one of its
 * plans pinned rules, and those at which ratings of what it depends on began or ended.
 */
const instantsOf = async (
  db: Kysely<Schema>,
  events: Events,
  pinned: readonly Instant[],
): Promise<Instant[]> => {
  const own = events.map((event) => event.recordedAt)
  const [first] = own
  const on = dependencies(events)
  const elsewhere =
    on.length === 0
      ? []
      : (
          await db
            .selectFrom('rating')
            .select(['recorded_from', 'recorded_to'])
            .where('subject_id', 'in', on)
            .execute()
        ).flatMap((row) => [row.recorded_from, row.recorded_to])
  const last = '9999'
  return [...new Set([...own, ...pinned, ...elsewhere])]
    .filter((instant) => first !== undefined && instant >= first && instant < last)
    .sort()
}

interface PlanHistories {
  /** Those of some plans that were known at an instant, as they were known. */
  at(ids: readonly Id[], knownAt: Instant): Promise<Plans>
  /** The instants at which the rules they pin may have changed. */
  pinned(ids: readonly Id[]): Promise<readonly Instant[]>
  /** The instants at which their actions got other places. */
  placed(ids: readonly Id[]): Promise<readonly Instant[]>
}

/** Reads plans, each as known at an instant once. */
const planHistories = (db: Kysely<Schema>): PlanHistories => {
  const instants = new Map<Id, readonly Instant[]>()
  const places = new Map<Id, readonly Instant[]>()
  const each = async (
    ids: readonly Id[],
    known: Map<Id, readonly Instant[]>,
    read: (events: readonly Recorded<PlanEvent>[]) => readonly Instant[],
  ): Promise<readonly Instant[]> => {
    for (const id of ids) if (!known.has(id)) known.set(id, read(await streamOf(db, 'plan', id)))
    return ids.flatMap((id) => known.get(id) ?? [])
  }
  return {
    at: plansReadOnce((id, knownAt) => planWritten(db, id, knownAt)),
    pinned: (ids) =>
      each(ids, instants, (events) =>
        events
          .filter((event) => event.type === 'rag-rules-pinned' || isUndo(event))
          .map((event) => event.recordedAt),
      ),
    placed: (ids) => each(ids, places, instantsOfPlaces),
  }
}
