import {
  type ActionEvent,
  type ActionState,
  byEffect,
  type Id,
  type Instant,
  type IsoDate,
  isUndo,
  type Recorded,
} from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { type StoredAction, storedAction } from '../action/content.ts'
import { plansEver } from '../action/plans.ts'
import { valuesOf } from '../action/values.ts'
import { partiesStored } from '../party/project.ts'
import { ragRulesBook } from '../rag-rules/book.ts'
import type { Schema } from '../schema.ts'
import type { Histories } from '../stream/histories.ts'
import { type Plans, plansReadOnce, planWritten } from '../stream/plan-states.ts'
import type { Version } from '../stream/versions.ts'
import { END } from '../tables/version.ts'
import { collectInserts, nextNumbers } from './inserts.ts'
import { markDependents } from './marks.ts'
import { placeBefore } from './places.ts'
import { rateBefore } from './rate.ts'
import { onceDepended, replaceRatings } from './ratings.ts'
import {
  type CurrentVersion,
  type KnownVersion,
  knownVersions,
  openVersion,
  replaceContents,
  type WantedVersion,
} from './replace-contents.ts'
import { collectTallies } from './tallies.ts'
import { type Collected, rowsBefore, writeToday } from './today.ts'

/**
 * Updates what is stored of the actions that `events` concern: versions, ratings and rows of today, evaluated
 * on `day`. The versions of their plans must be current. Returns the ids of those plans.
 */
export const projectActions = async (
  db: Kysely<Schema>,
  events: readonly Recorded<ActionEvent>[],
  recordedAt: Instant,
  histories: Histories,
  day: IsoDate,
): Promise<string[]> => {
  const touched = Map.groupBy(events, (event) => event.stream.id)
  if (touched.size === 0) return []
  const ids = [...touched.keys()]
  await rateBefore(db, ids, day)
  await placeBefore(db, ids)
  const before = await rowsBefore(db, ids)
  const book = await ragRulesBook(db)
  const to = { inserts: collectInserts(), numbers: await nextNumbers(db), tallies: collectTallies() }
  const plansOf = plansReadOnce((id) => planWritten(db, id))
  const changing: Changing[] = []
  for (const [id, added] of touched) {
    // An action can be created again after an undo, so its events alone do not show whether it is there.
    const isNew = !before.rows.has(id)
    // An undone event may be a link: then ratings of earlier days change too.
    const since = isNew || added.some(isUndo) ? undefined : firstDay(added)
    const history = await histories.with(db, id, added, isNew && !added.some(isUndo))
    const { versions } = history
    const plans = await plansOf(plansEver(history.events))
    const missing = versions.find(({ state }) => !plans.has(state.planId))?.state.planId
    if (missing !== undefined)
      throw new Error(`Action ${id} belongs to plan ${missing}, which is not in the record`)
    changing.push({ id, added, isNew, since, versions, plans })
  }
  const owners = await ownersStored(db, changing)
  const rated: Id[] = []
  for (const { id, added, isNew, since, versions, plans } of changing) {
    const current = replaceActionVersions(
      id,
      isNew ? [] : await knownVersions(db, 'action_version', id, since),
      changedSince(versions, since),
      plans,
      owners,
      recordedAt,
      to,
    )
    // A rating begins on each day on which a dependency's rating begins, so a new dependency splits earlier
    // ratings too, and one that is removed again (even on the same day) no longer splits them.
    const from = since !== undefined && (await onceDepended(db, id, added)) ? undefined : since
    const ratings = await replaceRatings(
      db,
      { id, states: versions, plans, since: from, recordedAt },
      isNew ? [] : await knownVersions(db, 'rating', id, from),
      book,
      to,
    )
    if (ratings.changed) rated.push(id)
    await writeToday(db, id, todayOf(current, ratings.current, owners), before, day, to)
    storeLinks(id, added, to)
  }
  await to.inserts.write(db)
  await to.tallies.write(db)
  await markDependents(db, rated, recordedAt)
  return [...new Set(changing.flatMap(({ plans }) => [...plans.keys()]))]
}

interface Changing {
  readonly id: Id
  readonly added: readonly Recorded<ActionEvent>[]
  /** Nothing of it is current. */
  readonly isNew: boolean
  /** The first day that changes; absent where any day may have changed. */
  readonly since: IsoDate | undefined
  readonly versions: readonly Version<ActionState>[]
  /** The plans it belongs to or ever belonged to. */
  readonly plans: Plans
}

/** The first day on which `events` change anything. */
export const firstDay = (events: readonly Recorded<ActionEvent>[]): IsoDate =>
  ([...events].sort(byEffect)[0] as { effectiveOn: IsoDate }).effectiveOn

/** The versions that were valid on `since` or later, all by default. */
export const changedSince = (
  versions: readonly Version<ActionState>[],
  since: IsoDate | undefined,
): readonly Version<ActionState>[] =>
  since === undefined ? versions : versions.filter(({ to }) => to === null || to >= since)

/** What is stored of an owner: its first name, and the party that stands for it today. */
export type OwnersStored = Awaited<ReturnType<typeof partiesStored>>

/** What is stored of all owners in some versions, by the ids of the parties. */
export const ownersStored = (
  db: Kysely<Schema>,
  all: readonly {
    readonly versions: readonly Version<ActionState>[]
    readonly since?: IsoDate | undefined
  }[],
): Promise<OwnersStored> =>
  partiesStored(
    db,
    all.flatMap(({ versions, since }) =>
      changedSince(versions, since).flatMap(({ state }) => state.owners.map((owner) => owner.partyId)),
    ),
  )

/** A version of an action that should be current. */
export interface WantedAction extends WantedVersion {
  readonly state: ActionState
  readonly stored: StoredAction
}

/** Replaces the versions `known` of an action; those of a plan that is not among `plans` are left out. */
export const replaceActionVersions = (
  id: Id,
  known: readonly KnownVersion[],
  versions: readonly Version<ActionState>[],
  plans: Plans,
  owners: OwnersStored,
  recordedAt: Instant,
  to: Collected,
): readonly CurrentVersion<WantedAction>[] => {
  const wanted = versions.flatMap(({ from, to: end, state }): WantedAction[] => {
    const plan = plans.get(state.planId)
    if (plan === undefined) return []
    const stored = storedAction(state, plan, (party) => owners.get(party)?.name ?? '')
    const { body, haystack, keys } = stored
    return [{ held_from: from, held_to: end ?? END, body, haystack, also: keys.place_key, state, stored }]
  })
  const { current } = replaceContents(
    'action_version',
    id,
    known,
    wanted,
    recordedAt,
    to,
    ({ state, stored }, periods, contentId, isFresh) => {
      const { slug, plan_id } = stored.keys
      to.inserts.add('action_address', { slug, plan_id, action_id: id })
      if (isFresh) {
        for (const party_id of new Set(state.owners.map((owner) => owner.partyId)))
          to.inserts.add('content_owner', { content_id: contentId, party_id })
        for (const value of valuesOf(state))
          to.inserts.add('content_value', { content_id: contentId, ...value })
      }
      return { ...periods, action_id: id, ...stored.keys, content_id: contentId }
    },
  )
  return current
}

/** What the row of today is made of: the versions and ratings without an end; `null` where there is none. */
export const todayOf = (
  versions: readonly CurrentVersion<WantedAction>[],
  ratings: Awaited<ReturnType<typeof replaceRatings>>['current'],
  owners: OwnersStored,
) => {
  const now = openVersion(versions)
  const rating = openVersion(ratings)
  return now === null
    ? null
    : {
        action: now.wanted.stored,
        owners: now.wanted.state.owners.map(({ partyId }) => owners.get(partyId)?.root ?? partyId),
        version: now.version,
        contentId: now.content_id,
        rating: rating === null ? null : { contentId: rating.content_id, timeline: rating.wanted.timeline },
      }
}

/** Collects the links that events add, whether they are undone later or not. */
export const storeLinks = (id: Id, added: readonly Recorded<ActionEvent>[], { inserts }: Collected): void => {
  for (const event of added)
    if (event.type === 'link-added')
      inserts.add('link', { kind: event.facts.kind, from_id: id, to_id: event.facts.to })
}
