import type { AddressFailure } from '@beatbook/contract'
import { err, ok, type ReadAt, type Result, takeSlug } from '@beatbook/domain'
import { type Kysely, sql } from 'kysely'
import { validOn } from '../database/valid.ts'
import type { Schema } from '../schema.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** The columns that identify an action and order it among its neighbours. */
const columns = ['version', 'action_id', 'plan_id', 'address', 'place_key', 'shown', 'more'] as const

/**
 * The action at an address (`plan/slug`, a unique ref, or an id) at a date. Fails with `not-found`, or with
 * `ambiguous-address` and the addresses of all candidates.
 */
export const findAction = async (db: Kysely<Schema>, given: string, at?: ReadAt) => {
  const address = given.trim()
  const folded = address.toLowerCase()
  const rows = db.selectFrom('action_version').select(columns).where(validOn(at))
  const found = uuid.test(folded)
    ? await rows.where('action_id', '=', folded).execute()
    : address.includes('/')
      ? await rows
          .where('slug', '=', folded.slice(folded.indexOf('/') + 1))
          .where('address', '=', folded)
          .$if(at?.knownAt !== undefined, (known) =>
            known.where('plan_id', 'in', planOfCode(folded.slice(0, folded.indexOf('/')))),
          )
          .execute()
      : await rows.where(slugOf(address)).orderBy('place_key').limit(MOST_CANDIDATES).execute()
  const [first] = found
  if (first === undefined) return err({ code: 'not-found' } satisfies AddressFailure)
  const answer: Result<typeof first, AddressFailure> =
    found.length === 1
      ? ok(first)
      : err({ code: 'ambiguous-address', candidates: found.map((row) => row.address) })
  return answer
}

const MOST_CANDIDATES = 50

/**
 * The plans that ever had a code. Superseded rows are not in the index of addresses, so the index of plans is
 * used for them.
 */
const planOfCode = (code: string) => sql<string>`(select plan_id from plan_version where code = ${code})`

/**
 * The slugs a bare ref can mean: the ref as written, the slug made from it, and the slugs of duplicates
 * ("20", "20~2").
 */
const slugOf = (ref: string) => {
  const slug = takeSlug(ref, new Set())
  return sql<boolean>`(slug in (${ref.toLowerCase()}, ${slug}) or (slug > ${`${slug}~`} and slug < ${`${slug}~:`}))`
}
