import type { Id, Instant } from '@beatbook/domain'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import { compiledQuery } from '../database/compiled.ts'
import { knownOn } from '../database/valid.ts'
import type { Schema } from '../schema.ts'
import { END, END_OF_TIME, type VersionPeriods } from '../tables/version.ts'
import type { Inserts, Numbers } from './inserts.ts'

/** A version that should be current, without its instants. */
export interface WantedVersion {
  readonly held_from: string
  readonly held_to: string
  /** Its content and the words of that. */
  readonly body: string
  readonly haystack: string
  /** What must be equal for a stored version to stay, besides its period and its content. */
  readonly also: string
}

/** A version that is current. */
export interface KnownVersion extends Omit<WantedVersion, 'haystack'> {
  readonly version: number
  readonly content_id: number
  /** Its row, where that is not inserted yet. */
  readonly pending?: VersionPeriods
}

/** A wanted version with its numbers. */
export interface CurrentVersion<W> extends KnownVersion {
  readonly wanted: W
}

/** The tables of versions with contents, and the columns with the ids of their subjects. */
const subjects = { action_version: 'action_id', rating: 'subject_id' } as const
type Versioned = keyof typeof subjects

/**
 * Replaces the current versions `known` of one subject by `wanted`: equal ones stay, others end at the instant
 * `recordedAt`, missing ones are inserted from then on: `rowOf` makes their rows, `isFresh` where the content is
 * inserted with them. A content that a known version has is used again. Everything is collected in `to`.
 */
export const replaceContents = <W extends WantedVersion, T extends Versioned>(
  table: T,
  id: Id,
  known: readonly KnownVersion[],
  wanted: readonly W[],
  recordedAt: Instant,
  to: { readonly inserts: Inserts; readonly numbers: Numbers },
  rowOf: (wanted: W, periods: VersionPeriods, contentId: number, isFresh: boolean) => Schema[T],
): { readonly current: readonly CurrentVersion<W>[]; readonly changed: boolean } => {
  const staying = new Map(known.map((row) => [signature(row), row]))
  const contents = new Map(known.map((row) => [row.body, row.content_id]))
  let inserted = false
  const current = wanted.map((each): CurrentVersion<W> => {
    const { held_from, held_to, body, also, haystack } = each
    const same = staying.get(signature(each))
    if (same !== undefined) {
      staying.delete(signature(each))
      return { ...same, wanted: each }
    }
    inserted = true
    const before = contents.get(body)
    const content_id = before ?? to.numbers.next('content')
    if (before === undefined) {
      contents.set(body, content_id)
      to.inserts.add('content', { id: content_id, subject_id: id, haystack, body })
    }
    const version = to.numbers.next(table)
    const periods = { version, held_from, held_to, recorded_from: recordedAt, recorded_to: END_OF_TIME }
    const row = rowOf(each, periods, content_id, before === undefined)
    to.inserts.add(table, row as never)
    return { version, held_from, held_to, also, body, content_id, pending: row, wanted: each }
  })
  for (const { version, pending } of staying.values()) {
    if (pending === undefined) to.inserts.end(table, version, recordedAt)
    else pending.recorded_to = recordedAt
  }
  return { current, changed: inserted || staying.size > 0 }
}

/** The version without an end, if there is one. */
export const openVersion = <V extends { readonly held_to: string }>(current: readonly V[]): V | null => {
  const last = current.at(-1)
  return last === undefined || last.held_to !== END ? null : last
}

/**
 * The current versions of a subject that were valid on `since` or later, all by default.
 */
export const knownVersions = (
  db: Kysely<Schema>,
  table: Versioned,
  id: Id,
  since = '',
): Promise<KnownVersion[]> => knownAsked[table](db, id, since)

/** The current versions of many subjects, by their ids. */
export const readKnown = async (
  db: Kysely<Schema>,
  table: Versioned,
  ids: readonly Id[],
): Promise<Map<Id, KnownVersion[]>> => {
  const found = new Map<Id, KnownVersion[]>()
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const some = sql.join(ids.slice(at, at + AT_ONCE))
    const { rows } = await known(table, sql`in (${some})`, '').execute(db)
    for (const { id, ...row } of rows) {
      const known = found.get(id)
      if (known === undefined) found.set(id, [row])
      else known.push(row)
    }
  }
  return found
}

/** The query of the current versions of the subjects that a condition selects. */
const known = (table: Versioned, those: RawBuilder<unknown>, since: string) => {
  const subject = sql.ref<string>(`${table}.${subjects[table]}`)
  const also = sql.raw<string>(table === 'rating' ? 'plan_id' : 'place_key')
  return sql<KnownVersion & { id: Id }>`
    select ${subject} as id, version, held_from, held_to, content_id, ${also} as also, body
    from ${sql.table(table)} join content on content.id = content_id
    where ${subject} ${those} and ${knownOn()} and held_to >= ${since} order by held_from`
}

const knownOf = (table: Versioned) =>
  compiledQuery((_db, id: Id, since: string) => known(table, sql`= ${id}`, since))
const knownAsked = { action_version: knownOf('action_version'), rating: knownOf('rating') }

/** The most subjects in one query. */
const AT_ONCE = 500

const signature = ({ held_from, held_to, also, body }: Omit<WantedVersion, 'haystack'>): string =>
  `${held_from} ${held_to} ${also} ${body}`
