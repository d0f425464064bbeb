import { type RawBuilder, sql } from 'kysely'

/** The values of a list as a sub-select, for comparing with more values than a statement takes parameters. */
export const jsonValues = (values: readonly string[]): RawBuilder<string> =>
  sql<string>`(select value from json_each(${JSON.stringify(values)}))`
