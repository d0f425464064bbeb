import type { IsoDate } from '@beatbook/domain'
import { type RawBuilder, sql } from 'kysely'

/** The condition on a table of versions that leaves the rows of one date, as known now: today's, or those that held on `asAt`. */
export const heldOn = (asAt?: IsoDate): RawBuilder<boolean> =>
  asAt === undefined
    ? sql<boolean>`recorded_to is null and held_to is null`
    : sql<boolean>`recorded_to is null and held_from <= ${asAt} and (held_to is null or held_to > ${asAt})`
