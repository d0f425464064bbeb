import type { Kysely } from 'kysely'

// A count of the actions of one level in all plans looks at the tallies of that level, not at those of every plan.
const indexes = { tally_level: 'level', tally_computed: 'computed' } as const

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const [name, column] of Object.entries(indexes))
    await db.schema.createIndex(name).ifNotExists().on('tally').column(column).execute()
}

export const down = async (db: Kysely<unknown>): Promise<void> => {
  for (const name of Object.keys(indexes)) await db.schema.dropIndex(name).execute()
}
