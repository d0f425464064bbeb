import {
  type ActionReader,
  type ActionRow,
  type PartyMine,
  SILENT_DAYS,
  sortWork,
  type WorkKeeper,
} from '@beatbook/contract'
import {
  daysOfUpdatePeriod,
  err,
  foldWords,
  type IsoDate,
  ok,
  type ReadAt,
  type Refusal,
  refuse,
} from '@beatbook/domain'
import { type Kysely, sql } from 'kysely'
import { knownOn } from '../database/valid.ts'
import { type PartyShown, partiesShown } from '../party/parties.ts'
import { minePosts } from '../party/ties.ts'
import { ownedCounts } from '../plan/tally.ts'
import type { Schema } from '../schema.ts'
import { planStates } from '../stream/plan-states.ts'
import type { WritingSide } from '../writer/write.ts'
import { datesOf } from './dates.ts'

/** Stores which parties a person answers for, and reads the work waiting for them. */
export const workKeeper = (
  db: Kysely<Schema>,
  actions: Pick<ActionReader, 'list'>,
  submit: WritingSide['submit'],
  today: () => IsoDate,
): WorkKeeper => ({
  mine: async (person, at = {}) => {
    const asAt = at.asAt ?? today()
    const parties = await minePartiesOf(db, person, asAt, at)
    const rows = new Map<string, ActionRow>()
    for (const { id } of parties) {
      let cursor: string | undefined
      do {
        const page = await actions.list({
          ...at,
          owner: id,
          sort: 'place',
          descending: false,
          limit: 500,
          withdrawn: 'without',
          cursor,
        })
        for (const row of page.rows) rows.set(row.id, row)
        cursor = page.next ?? undefined
      } while (cursor !== undefined)
    }
    const ids = [...rows.keys()]
    const began = await db
      .selectFrom('action_version')
      .select((of) => [
        'action_id',
        of.fn.min('held_from').as('since'),
        sql<number>`max(case when stage = 'complete' then 1 else 0 end)`.as('completed'),
      ])
      .where('action_id', 'in', ids)
      .where('held_from', '<=', asAt)
      .where(knownOn(at.knownAt))
      .groupBy('action_id')
      .execute()
    const since = new Map(began.map((row) => [row.action_id, row.since]))
    const periods = new Map(
      (await planStates(db, at, { only: [...rows.values()].map((row) => row.planId) })).flatMap(
        ({ id, updatePeriod }) =>
          updatePeriod === null ? [] : [[id, daysOfUpdatePeriod[updatePeriod]] as const],
      ),
    )
    const returned = new Set(began.filter((row) => row.completed === 1).map((row) => row.action_id))
    return {
      asAt,
      parties,
      ...sortWork([...rows.values()], {
        asAt,
        returned,
        since: (id) => since.get(id) ?? null,
        silentDays: (planId) => periods.get(planId) ?? SILENT_DAYS,
      }),
    }
  },
  dates: (question) => datesOf(db, question, today(), (person, day) => minePartiesOf(db, person, day, {})),
  parties: async (person) => {
    const counts = await ownedCounts(db)
    const mine = new Set((await answeredFor(db, person)).map((party) => party.id))
    const parties = await db
      .selectFrom('party')
      .select(['id', 'name'])
      .where('undone', '=', 0)
      .whereRef('root_id', '=', 'id')
      .orderBy('folded')
      .execute()
    return parties.map(({ id, name }) => ({ id, name, actions: counts.get(id) ?? 0, mine: mine.has(id) }))
  },
  answerFor: async (person, parties) => {
    const refusal = (await submit({
      write: 'answer-for',
      person,
      parties: [...new Set(parties)],
    })) as Refusal | null
    return refusal === null ? ok(null) : err(refusal)
  },
})

/**
 * The parties whose actions are a person's on a day, each once with the strongest reason: it is them, a post that
 * they hold, or one that they answer for.
 */
const minePartiesOf = async (
  db: Kysely<Schema>,
  person: string,
  day: IsoDate,
  at: ReadAt,
): Promise<PartyMine[]> => {
  const { self, posts } = await minePosts(db, person, day, at)
  const names = await partiesShown(db, self, at)
  const all: PartyMine[] = [
    ...self.map((id) => ({
      id,
      name: names.get(id)?.name ?? '',
      because: 'self' as const,
      since: null,
    })),
    ...posts.map(({ post, from }) => ({ ...post, because: 'holder' as const, since: from })),
    ...(await answeredFor(db, person, at)).map((party) => ({
      ...party,
      because: 'answers' as const,
      since: null,
    })),
  ]
  const seen = new Set<string>()
  return all.filter(({ id }) => !seen.has(id) && seen.add(id))
}

/** The parties that a person answers for, by name: of a merged one the party that stands for it. */
const answeredFor = async (db: Kysely<Schema>, person: string, at: ReadAt = {}): Promise<PartyShown[]> => {
  const rows = await db.selectFrom('answers_for').select('party_id').where('person_id', '=', person).execute()
  const shown = await partiesShown(
    db,
    rows.map((row) => row.party_id),
    at,
  )
  const parties = [...new Map([...shown.values()].map((party) => [party.id, party])).values()]
  return parties.sort((a, b) => (foldWords(a.name) < foldWords(b.name) ? -1 : 1))
}

/**
 * Replaces the parties a person answers for. Returns the refusal where a party does not exist, otherwise
 * null.
 */
export const answerFor = async (
  db: Kysely<Schema>,
  person: string,
  parties: readonly string[],
): Promise<Refusal | null> => {
  const found =
    parties.length === 0 ? [] : await db.selectFrom('party').select('id').where('id', 'in', parties).execute()
  const missing = parties.find((id) => !found.some((party) => party.id === id))
  if (missing !== undefined) return refuse('not-found', { what: 'party', id: missing })
  await db.deleteFrom('answers_for').where('person_id', '=', person).execute()
  for (const party of parties)
    await db.insertInto('answers_for').values({ person_id: person, party_id: party }).execute()
  return null
}
