import type { CompiledQuery, Kysely } from 'kysely'
import type { Schema } from '../schema.ts'
import { type Engine, engineOf } from './engine.ts'

interface Compilable<R> {
  compile(db: Kysely<Schema>): CompiledQuery<R>
}

/**
 * A query that is built and compiled once for each database, for those that every command asks: building one
 * costs as much as asking it. Its parameters are exactly the arguments, in their order; constants are literals
 * (`sql.lit`). Throws where that is not so.
 */
export const compiledQuery = <A extends readonly unknown[], R>(
  build: (db: Kysely<Schema>, ...args: A) => Compilable<R>,
): ((db: Kysely<Schema>, ...args: A) => Promise<R[]>) => {
  const made = new Map<Engine, CompiledQuery<R>>()
  return async (db, ...args) => {
    const engine = engineOf(db)
    let query = made.get(engine)
    if (query === undefined) {
      query = build(db, ...args).compile(db)
      const { parameters, sql } = query
      if (parameters.length !== args.length || parameters.some((each, at) => each !== args[at]))
        throw new Error(`The parameters of a compiled query are not its arguments: ${sql}`)
      made.set(engine, query)
    }
    const { rows } = await db.executeQuery({ ...query, parameters: args } as CompiledQuery<R>)
    return rows
  }
}
