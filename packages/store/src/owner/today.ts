import type { PartyQuestion, PartyRow } from '@beatbook/contract'
import { foldWords, type Id } from '@beatbook/domain'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import { jsonValues } from '../database/json-values.ts'
import { containsWords } from '../database/search.ts'
import { isReached, isUnarchived, knownOn } from '../database/valid.ts'
import type { Schema } from '../schema.ts'

/** What a party owns: its actions that are not withdrawn, and how many of them are red. */
export type Owned = Pick<PartyRow, 'actions' | 'red'>

export const ownsNothing: Owned = { actions: 0, red: { computed: 0, declared: 0 } }

/** A party of today in a page of a list. */
export interface ListedParty {
  readonly id: Id
  readonly name: string
  readonly kind: PartyRow['kind']
  readonly parent: Id | null
}

/** A page of the parties of today that stand for themselves; it costs what it shows. */
export const pageOfToday = async (
  db: Kysely<Schema>,
  { text, kind, sort, descending, limit, after }: PartyQuestion,
): Promise<{ readonly parties: ListedParty[]; readonly count: number; readonly next: Id | null }> => {
  const words = foldWords(text ?? '')
    .split(' ')
    .filter((word) => word !== '')
  const fits = sql`party.undone = 0 and party.root_id = party.id
    ${kind === undefined ? sql`` : sql`and party.kind = ${kind}`}
    ${words.length === 0 ? sql`` : sql`and ${sql.join(words.map(isInName), sql` and `)}`}`
  const { from, amount } = amounts[sort]
  const rowsWhere = (condition: RawBuilder<unknown>, order: RawBuilder<unknown>) =>
    sql<ListedParty & { readonly amount: number; readonly folded: string }>`
      select party.id, party.name, party.kind, party.parent_id as parent, ${amount} as amount, party.folded
      ${from} where ${fits} and ${condition} ${order}`.execute(db)
  const last = after === undefined ? undefined : (await rowsWhere(sql`party.id = ${after}`, sql``)).rows[0]
  const beyond = sql.raw(descending ? '<' : '>')
  const direction = sql.raw(descending ? 'desc' : 'asc')
  const { rows } = await rowsWhere(
    last === undefined
      ? sql`true`
      : sql`(${amount}, party.folded) ${beyond} (${Number(last.amount)}, ${last.folded})`,
    sql`order by amount ${direction}, party.folded ${direction} limit ${limit + 1}`,
  )
  const counted = await sql<{ n: number }>`select count(*) as n from party where ${fits}`.execute(db)
  const parties = rows.slice(0, limit)
  return {
    parties,
    count: counted.rows[0]?.n ?? 0,
    next: rows.length > limit ? (parties.at(-1)?.id ?? null) : null,
  }
}

/** That a word is in a name of the party, or of one that was merged into it. */
const isInName = (word: string): RawBuilder<boolean> => sql`exists (
  select 1 from party as own join party_name on party_name.party_id = own.id
  where own.root_id = party.id and ${knownOn(undefined, 'party_name')}
    and ${containsWords(sql.ref('party_name.folded'), [word])})`

/** What a list is sorted by besides the name: a number of each party, and the tables that have it. */
const amounts: Readonly<
  Record<PartyQuestion['sort'], { readonly from: RawBuilder<unknown>; readonly amount: RawBuilder<number> }>
> = {
  name: { from: sql`from party`, amount: sql<number>`0` },
  actions: {
    from: sql`from party left join (
      select party_id, sum(actions) as n from owner_tally where ${isUnarchived({}, 'plan_id')} group by party_id
    ) as counted on counted.party_id = party.id`,
    amount: sql<number>`coalesce(counted.n, 0)`,
  },
  red: {
    from: sql`from party left join (
      select owner_now.party_id, count(*) as n
      from action_now join owner_now on owner_now.action_id = action_now.action_id
      where action_now.computed = 'red' and action_now.withdrawn = 0
        and ${isReached({}, 'action_now.plan_id')} and ${isUnarchived({}, 'action_now.plan_id')}
      group by owner_now.party_id
    ) as counted on counted.party_id = party.id`,
    amount: sql<number>`coalesce(counted.n, 0)`,
  },
}

/** What some parties own today, by the tallies and the rows of today. */
export const ownedToday = async (db: Kysely<Schema>, ids: readonly Id[]): Promise<(id: Id) => Owned> => {
  if (ids.length === 0) return () => ownsNothing
  const wanted = jsonValues(db, ids)
  const counts = await sql<{ party_id: Id; n: number }>`
    select party_id, sum(actions) as n from owner_tally
    where party_id in ${wanted} and ${isUnarchived({}, 'plan_id')} group by party_id`.execute(db)
  const reds = await sql<{ party_id: Id; computed: number; declared: number }>`
    select owner_now.party_id,
      sum(case when action_now.computed = 'red' then 1 else 0 end) as computed,
      sum(case when action_now.level = 'red' then 1 else 0 end) as declared
    from owner_now join action_now on action_now.action_id = owner_now.action_id
    where owner_now.party_id in ${wanted} and owner_now.withdrawn = 0
      and (action_now.computed = 'red' or action_now.level = 'red')
      and ${isReached({}, 'action_now.plan_id')} and ${isUnarchived({}, 'action_now.plan_id')}
    group by owner_now.party_id`.execute(db)
  const actions = new Map(counts.rows.map((row) => [row.party_id, row.n]))
  const red = new Map(reds.rows.map(({ party_id, ...row }) => [party_id, row]))
  return (id) => ({ actions: actions.get(id) ?? 0, red: red.get(id) ?? ownsNothing.red })
}

/** The parties of today that belong to one, or to one that was merged into it. */
export const belowToday = async (db: Kysely<Schema>, id: Id): Promise<Id[]> =>
  (
    await sql<{ id: Id }>`
      select child.id from party join party as child on child.parent_id = party.id
      where party.root_id = ${id} and child.root_id = child.id and child.undone = 0 and child.id <> ${id}`.execute(
      db,
    )
  ).rows.map((row) => row.id)
