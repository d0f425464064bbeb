import {
  type ActionEvent,
  type Blocking,
  type CommandName,
  commands,
  evolveAction,
  foldedNamesOf,
  foldParty,
  foldPlan,
  type GivenLinkKind,
  givenLinkKinds,
  hasLink,
  MOST_DEPENDENTS,
  MOST_STREAMS_UNDONE,
  newestOf,
  type PartyEvent,
  type PartyState,
  type PlanEvent,
  type PlanState,
  type Recorded,
  type Role,
  type StreamKind,
  standing,
  type UndoEffect,
  type UndoKnown,
  type undoCommand,
  undoEffect,
} from '@beatbook/domain'
import type { Kysely } from 'kysely'
import type * as z from 'zod'
import { jsonValues } from '../database/json-values.ts'
import { knownOn, validOn } from '../database/valid.ts'
import { mergesKnown, partiesAbove, rootIn } from '../party/parties.ts'
import type { Schema } from '../schema.ts'
import { eventsOf, streamOf } from '../stream/events.ts'
import { planState } from '../stream/plan-states.ts'
import { pathBetween } from '../stream/reached.ts'

type Asked = Pick<z.output<typeof undoCommand.input>, 'undoes' | 'eventIds'>

/**
 * What the record contains that the decision to undo a command needs. Of an import, or another command in parts, or its
 * undo, all streams are read however many there are; of an import everything that is in the way is named.
 */
export const undoKnown = async (db: Kysely<Schema>, asked: Asked, actor: string): Promise<UndoKnown> => {
  const wrote = await db
    .selectFrom('event')
    .select(['stream_kind', 'stream_id'])
    .distinct()
    .where('command_id', '=', asked.undoes)
    .$if(asked.eventIds !== undefined, (rows) => rows.where('id', 'in', asked.eventIds ?? []))
    .orderBy('stream_kind')
    .orderBy('stream_id')
    .limit(MOST_COUNTED)
    .execute()
  const count = wrote.length
  const person = await db
    .selectFrom('user')
    .select('role')
    .where('id', '=', actor)
    .where('removedAt', 'is', null)
    .executeTakeFirst()
  const role = (person?.role ?? null) as Role | null
  // One entry of an import is undone like any other.
  const first = asked.eventIds === undefined ? await firstUndone(db, asked.undoes) : undefined
  const isImport = first === 'accept-draft'
  const inParts = isInParts(first)
  if (count > MOST_STREAMS_UNDONE && !inParts) return { role, count, streams: [], elsewhere: [] }
  const undone = await nameOf(db, asked.undoes)
  const byRow = undone !== undefined && commands[undone as CommandName]?.byRow === true
  const streams = await streamsOf(db, wrote)
  const effects = streams.flatMap((history) => undoEffect(history, asked) ?? [])
  return {
    role,
    count,
    streams,
    elsewhere: [...(await blockingEvents(db, effects, isImport)), ...(await closingLoops(db, effects))],
    byRow,
    isImport,
    inParts,
  }
}

const nameOf = async (db: Kysely<Schema>, id: string): Promise<string | undefined> =>
  (await db.selectFrom('command').select('name').where('id', '=', id).executeTakeFirst())?.name

/** Whether a command of this name may write to any number of streams. */
export const isInParts = (name: string | undefined): boolean =>
  name === 'accept-draft' || commands[name as CommandName]?.inParts === true

/** The name of a command; of one that undoes or redoes another, however often, that of the first. */
export const firstUndone = async (db: Kysely<Schema>, commandId: string): Promise<string | undefined> => {
  for (let id = commandId; ; ) {
    const name = await nameOf(db, id)
    if (name !== 'undo-command') return name
    const undo = await db
      .selectFrom('event')
      .select('facts')
      .where('command_id', '=', id)
      .where('type', '=', 'command-undone')
      .limit(1)
      .executeTakeFirst()
    if (undo === undefined) return undefined
    id = (JSON.parse(undo.facts) as { commandId: string }).commandId
  }
}

/** How many streams are read by one query. */
const STREAMS_READ = 500

const streamsOf = async (
  db: Kysely<Schema>,
  wrote: readonly { readonly stream_kind: StreamKind; readonly stream_id: string }[],
): Promise<Recorded[][]> => {
  const all: Recorded[][] = []
  for (const [kind, rows] of Map.groupBy(wrote, (row) => row.stream_kind)) {
    for (let at = 0; at < rows.length; at += STREAMS_READ) {
      const ids = rows.slice(at, at + STREAMS_READ).map((row) => row.stream_id)
      const found = await eventsOf(db, kind as 'action', ids)
      for (const id of ids) all.push(untyped(found.get(id) ?? []))
    }
  }
  return all
}

/** The most streams that are counted: a command may have written to every action of a large plan. */
const MOST_COUNTED = 100_000

/**
 * Events of other streams that block the undo: they refer to what `undone` removes, have an address, a code
 * or a name that would be in use twice, or took away a party or a section that an action would have again. One event
 * for each conflict, the newest; with `every` one for each stream that is in the way.
 */
const blockingEvents = async (
  db: Kysely<Schema>,
  undone: readonly UndoEffect[],
  every: boolean,
): Promise<Blocking[]> => {
  const own = new Set(undone.map(({ stream }) => stream.id))
  const linked = await everLinkedTo(db, undone)
  const discussed = await conversationsAbout(db, undone)
  const plans = new Map<string, Promise<PlanState | null>>()
  const planOf = (id: string) => {
    const known = plans.get(id) ?? planState(db, id)
    plans.set(id, known)
    return known
  }
  const gone = new Map<string, Promise<string[]>>()
  const undoneAmong = (ids: readonly string[]) => {
    const key = ids.join(' ')
    const known = gone.get(key) ?? undoneParties(db, ids)
    gone.set(key, known)
    return known
  }
  const found: Blocking[] = []
  let blocks = ''
  const add = async (kind: StreamKind, ids: readonly string[], names: (event: Recorded) => boolean) => {
    const others = ids.filter((id) => !own.has(id)).slice(0, every ? MOST_DEPENDENTS : 1)
    for (const other of others) {
      const events = standing(untyped(await streamOf(db, kind, other)))
      const naming = events.findLast((event) => event.undone === undefined && names(event)) ?? events.at(-1)
      const ref = kind === 'action' ? asAction(events).reduce(evolveAction, null)?.ref : undefined
      if (naming !== undefined) found.push({ event: naming, blocks, ...(ref === undefined ? {} : { ref }) })
    }
  }
  const actionsWhere = (column: 'plan_id' | 'section_id', id: string) =>
    db
      .selectFrom('action_version')
      .select('action_id')
      .distinct()
      .where(column, '=', id)
      .where(knownOn())
      .execute()
      .then((rows) => rows.map((row) => row.action_id))

  for (const { stream, off, on, after } of undone) {
    const { id } = stream
    blocks = id
    const ended = off.filter((event) => creations.has(event.type) && !after.some(same(event)))
    for (const event of ended) {
      const { sectionId } = event.facts as { sectionId?: string }
      switch (event.type) {
        case 'plan-added':
          await add('action', await actionsWhere('plan_id', id), mentions(id))
          await add('conversation', discussed.get(id) ?? [], mentions(id))
          break
        case 'section-added':
          await add('action', await actionsWhere('section_id', sectionId ?? ''), mentions(sectionId ?? ''))
          break
        case 'party-added':
          await add('action', await actionsOwnedBy(db, id), mentions(id))
          await add('party', await partiesNaming(db, id), mentions(id))
          await add('conversation', await conversationsMentioning(db, id), mentions(id))
          break
        case 'rag-rules-saved': {
          const { code, version } = event.facts as { code: string; version: number }
          const pins = (facts: { code?: unknown; version?: unknown }) =>
            facts.code === code && facts.version === version
          await add(
            'plan',
            await plansPinning(db, pins),
            ({ type, facts }) => type === 'rag-rules-pinned' && pins(facts),
          )
          break
        }
        case 'action-added':
          if (linked.has(id)) await add('action', await linkedFrom(db, id), mentions(id))
          await add('conversation', discussed.get(id) ?? [], mentions(id))
      }
    }
    if (stream.kind === 'plan' && [...off, ...on].some(({ facts }) => 'code' in facts)) {
      const code = foldPlan(after as readonly unknown[] as Recorded<PlanEvent>[])?.code ?? ''
      const taken = await db
        .selectFrom('plan_version')
        .select('plan_id')
        .where('code', '=', code)
        .where(validOn())
        .execute()
      await add(
        'plan',
        taken.map((row) => row.plan_id),
        ({ type }) => type === 'plan-added',
      )
    }
    for (const event of on) {
      if (event.type !== 'section-removed') continue
      const { sectionId } = event.facts as { sectionId: string }
      await add('action', await actionsIn(db, sectionId), mentions(sectionId))
    }
    if (stream.kind === 'party') {
      const state = foldParty(after as readonly unknown[] as Recorded<PartyEvent>[])
      if (state !== null) await addConflictsOfParty(db, state, add)
    }
    if (stream.kind !== 'action') continue
    const state = asAction(after).reduce(evolveAction, null)
    if (state === null) continue
    if ([...off, ...on].some(({ facts }) => 'owners' in facts)) {
      const ids = state.owners.map(({ partyId }) => partyId)
      const missing = await undoneAmong(ids)
      await add('party', missing, ({ type }) => type === 'party-added')
    }
    if ([...off, ...on].some(({ facts }) => 'sectionId' in facts)) {
      const { planId, sectionId } = state
      const plan = await planOf(planId)
      const isThere = plan?.sections.some((section) => section.id === sectionId)
      const isGone = ({ type, facts }: Recorded) =>
        type === 'section-removed' && facts.sectionId === sectionId
      await add('plan', isThere ? [] : [planId], isGone)
    }
    if ([...off, ...on].some(({ facts }) => 'slug' in facts)) {
      const taken = await db
        .selectFrom('action_now')
        .select('action_id')
        .where('plan_id', '=', state.planId)
        .where('slug', '=', state.slug)
        .execute()
      await add(
        'action',
        taken.map((row) => row.action_id),
        ({ facts }) => facts.slug === state.slug,
      )
    }
  }
  return found
}

/**
 * Adds what is in the way of a party as it would be after an undo: another party that a name of it, or of those
 * merged into it, means; a merge or a parent that would lead back to it, or to a party that is not there.
 */
const addConflictsOfParty = async (
  db: Kysely<Schema>,
  state: PartyState,
  add: (kind: StreamKind, ids: readonly string[], names: (event: Recorded) => boolean) => Promise<void>,
): Promise<void> => {
  const merges = new Map(await mergesKnown(db))
  if (state.mergedInto === null) merges.delete(state.id)
  else merges.set(state.id, state.mergedInto)
  const root = rootIn(merges, state.id)
  const group = [state.id, ...[...merges.keys()].filter((id) => rootIn(merges, id) === root), root]
  const stored = await db
    .selectFrom('party_name')
    .select('folded')
    .where('party_id', 'in', group)
    .where(knownOn())
    .execute()
  const names = [...new Set([...stored.map((row) => row.folded), ...foldedNamesOf(state)])]
  const taken = await db
    .selectFrom('party_name')
    .select('party_id')
    .where('folded', 'in', names)
    .where('party_id', 'not in', group)
    .where(knownOn())
    .execute()
  await add(
    'party',
    taken.map((row) => row.party_id),
    ({ type }) => type !== 'party-described' && type !== 'party-merged',
  )
  if (state.mergedInto !== null) {
    const missing = await undoneParties(db, [state.mergedInto])
    const loops = merges.has(root) ? [...merges.keys()].filter((id) => rootIn(merges, id) === root) : []
    await add('party', missing, ({ type }) => type === 'party-added')
    await add(
      'party',
      loops.filter((id) => id !== state.id),
      ({ type }) => type === 'party-merged',
    )
  }
  const tied = [
    ...state.holdings.flatMap(({ holder, removed }) =>
      holder.kind === 'party' && !removed ? [holder.id] : [],
    ),
    ...(state.successor?.by == null ? [] : [state.successor.by]),
  ]
  await add('party', await undoneParties(db, tied), ({ type }) => type === 'party-added')
  if (state.parent !== null) {
    await add('party', await undoneParties(db, [state.parent]), ({ type }) => type === 'party-added')
    const above = await partiesAbove(db, state.parent)
    if (above.includes(root))
      await add(
        'party',
        [state.parent, ...above].filter((id) => id !== root),
        ({ type }) => type === 'party-described',
      )
  }
}

/** The parties that were merged into one, belong to it, are held by it or followed by it. */
const partiesNaming = async (db: Kysely<Schema>, id: string): Promise<string[]> => {
  const merged = db
    .selectFrom('party_merge')
    .select('party_id as id')
    .where('into_id', '=', id)
    .where(knownOn())
  const below = db.selectFrom('party').select('id').where('parent_id', '=', id).where('undone', '=', 0)
  const tied = db
    .selectFrom('party_tie')
    .select('party_id as id')
    .distinct()
    .where('other_id', '=', id)
    .where(knownOn())
  return [...(await merged.execute()), ...(await below.execute()), ...(await tied.execute())].map(
    (row) => row.id,
  )
}

/** The conversations in which a party is mentioned. */
const conversationsMentioning = async (db: Kysely<Schema>, partyId: string): Promise<string[]> => {
  const rows = db
    .selectFrom('mention')
    .innerJoin('conversation', 'conversation.id', 'mention.conversation_id')
    .select('conversation_id')
    .distinct()
    .where('target_id', '=', partyId)
    .where('kind', '=', 'party')
    .where('there', '=', 1)
  return (await rows.execute()).map((row) => row.conversation_id)
}

const creations: ReadonlySet<string> = new Set([
  'plan-added',
  'section-added',
  'party-added',
  'rag-rules-saved',
  'action-added',
])

/** Whether an event that is not undone creates the same object: a plan or an action can be created again. */
const same =
  (event: Recorded) =>
  ({ undone, type, facts }: Recorded): boolean =>
    undone === undefined &&
    type === event.type &&
    facts.sectionId === event.facts.sectionId &&
    facts.version === event.facts.version

const mentions =
  (id: string) =>
  ({ facts }: Recorded): boolean =>
    JSON.stringify(facts).includes(id)

/** Those of some parties that are undone. */
const undoneParties = async (db: Kysely<Schema>, ids: readonly string[]): Promise<string[]> => {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('party')
    .select('id')
    .where('id', 'in', ids)
    .where('undone', '=', 1)
    .execute()
  return rows.map((row) => row.id)
}

/** The actions that are in a section today. */
const actionsIn = async (db: Kysely<Schema>, sectionId: string): Promise<string[]> => {
  const rows = await db
    .selectFrom('action_version')
    .select('action_id')
    .where('section_id', '=', sectionId)
    .where(validOn())
    .execute()
  return rows.map((row) => row.action_id)
}

const actionsOwnedBy = async (db: Kysely<Schema>, partyId: string): Promise<string[]> =>
  (
    await db
      .selectFrom('content_owner')
      .innerJoin('content', 'content.id', 'content_owner.content_id')
      .innerJoin('action_version', (join) =>
        join
          .onRef('action_version.action_id', '=', 'content.subject_id')
          .onRef('action_version.content_id', '=', 'content.id'),
      )
      .select('action_id')
      .distinct()
      .where('party_id', '=', partyId)
      .where(knownOn(undefined, 'action_version'))
      .execute()
  ).map((row) => row.action_id)

const plansPinning = async (
  db: Kysely<Schema>,
  pins: (pin: PlanState['pins'][number]) => boolean,
): Promise<string[]> => {
  const rows = await db.selectFrom('plan_version').select(['plan_id', 'state']).where(knownOn()).execute()
  return rows.flatMap(({ plan_id, state }) =>
    (JSON.parse(state) as PlanState).pins.some(pins) ? [plan_id] : [],
  )
}

/** The actions among those of an undo that others link to or once linked to. */
const everLinkedTo = async (
  db: Kysely<Schema>,
  undone: readonly UndoEffect[],
): Promise<ReadonlySet<string>> => {
  const ids = undone.flatMap(({ stream }) => (stream.kind === 'action' ? [stream.id] : []))
  if (ids.length === 0) return new Set()
  const rows = await db
    .selectFrom('link')
    .select('to_id')
    .distinct()
    .where('to_id', 'in', jsonValues(db, ids))
    .execute()
  return new Set(rows.map((row) => row.to_id))
}

/** The conversations about the plans and actions of an undo, by what they are about. */
const conversationsAbout = async (
  db: Kysely<Schema>,
  undone: readonly UndoEffect[],
): Promise<ReadonlyMap<string, string[]>> => {
  const ids = undone.map(({ stream }) => stream.id)
  const rows = await db
    .selectFrom('conversation')
    .select(['id', 'subject_id'])
    .where('subject_id', 'in', jsonValues(db, ids))
    .where('there', '=', 1)
    .execute()
  const found = new Map<string, string[]>()
  for (const { id, subject_id } of rows) found.set(subject_id, [...(found.get(subject_id) ?? []), id])
  return found
}

/** The actions that link to this one today. */
const linkedFrom = async (db: Kysely<Schema>, actionId: string): Promise<string[]> => {
  const rows = await db.selectFrom('link').select(['kind', 'from_id']).where('to_id', '=', actionId).execute()
  const found: string[] = []
  for (const { kind, from_id } of rows) {
    const state = standing(await streamOf(db, 'action', from_id)).reduce(evolveAction, null)
    if (state !== null && hasLink(state, { kind, to: actionId })) found.push(from_id)
  }
  return found
}

/**
 * For each link that would be restored and closes a loop: the newest of the other links in that loop. The
 * loop could not have been recorded while the link existed, so that event depends on the link's removal.
 */
const closingLoops = async (db: Kysely<Schema>, undone: readonly UndoEffect[]): Promise<Blocking[]> => {
  const found: Blocking[] = []
  for (const { stream, off, on, after } of undone) {
    const toggled = [...off, ...on].filter(({ type }) => type === 'link-added' || type === 'link-removed')
    if (toggled.length === 0) continue
    const state = asAction(after).reduce(evolveAction, null)
    for (const { facts } of toggled) {
      const to = facts.to as string
      const kind = givenLinkKinds.find((each) => each === facts.kind)
      if (state === null || kind === undefined || !hasLink(state, { kind, to })) continue
      const newest = newestOf(await linksBetween(db, to, stream.id, kind))
      if (newest !== null) found.push({ event: newest, blocks: stream.id })
    }
  }
  return found
}

/** The events of the links on a path from one action to another; empty where there is no path. */
const linksBetween = async (
  db: Kysely<Schema>,
  from: string,
  to: string,
  kind: GivenLinkKind,
): Promise<Recorded[]> => {
  const path = await pathBetween(db, from, to, kind)
  const events = await Promise.all(
    path.map(async ({ id, next }) =>
      untyped(standing(await streamOf(db, 'action', id))).findLast(
        ({ undone, type, facts }) =>
          undone === undefined && type === 'link-added' && facts.kind === kind && facts.to === next,
      ),
    ),
  )
  return events.filter((event) => event !== undefined)
}

const asAction = (events: readonly Recorded[]) => events as readonly unknown[] as Recorded<ActionEvent>[]

const untyped = (events: readonly unknown[]) => events as Recorded[]
