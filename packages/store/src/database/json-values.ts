import { type Kysely, type RawBuilder, sql } from 'kysely'
import { engineOf } from './engine.ts'

/** The values of a list as a sub-select, for comparing with more values than a statement takes parameters. */
export const jsonValues = <T, V extends string | number>(
  db: Kysely<T>,
  values: readonly V[],
): RawBuilder<V> => {
  if (engineOf(db) === 'sqlite') return sql<V>`(select value from json_each(${JSON.stringify(values)}))`
  return typeof values[0] === 'number'
    ? sql<V>`(select unnest(${values}::bigint[]))`
    : sql<V>`(select one collate "C" from unnest(${values}::text[]) as one)`
}
