import { type Kysely, sql } from 'kysely'
import { tablesIn } from '../database/catalog.ts'
import { engineOf } from '../database/engine.ts'
import { containsText } from '../database/expression.ts'

// Renames stored values to the terms of the product: RAG rules (a scheme is a community scheme), ratings.
// This is the only time that events are rewritten, all in one transaction: kinds, types and codes only, so
// that the digests of words stay valid. Digests of commands do not change: a command from before that is sent
// again is refused and never executed twice.
export const up = (db: Kysely<unknown>): Promise<void> =>
  together(db, async (part) => {
    if (!(await isThere(part, 'colouring'))) return
    await renamed(part, 'from')
    for (const { from, to } of tables) await rename(part, from, to)
    for (const index of indexes) {
      await part.schema.dropIndex(index.from).ifExists().execute()
      await create(part, index.to, { ...index, on: index.on.to })
    }
    await versionsOfRules(part, 'rag_rules_version', { id: 'rag_rules_id', rules: 'rag_rules' })
    await sql`insert into rag_rules_version select code, version, scheme_id, recorded_at, scheme from scheme_version`.execute(
      part,
    )
    await part.schema.dropTable('scheme_version').execute()
  })

export const down = (db: Kysely<unknown>): Promise<void> =>
  together(db, async (part) => {
    if (!(await isThere(part, 'rating'))) return
    await versionsOfRules(part, 'scheme_version', { id: 'scheme_id', rules: 'scheme' })
    await sql`insert into scheme_version select code, version, rag_rules_id, recorded_at, rag_rules from rag_rules_version`.execute(
      part,
    )
    await part.schema.dropTable('rag_rules_version').execute()
    for (const { from, to } of tables) await rename(part, to, from)
    for (const index of indexes) {
      await part.schema.dropIndex(index.to).ifExists().execute()
      await create(part, index.from, { ...index, on: index.on.from })
    }
    await renamed(part, 'to')
  })

/** Renames a table. In PostgreSQL its primary key has a name, which begins with that of the table. */
const rename = async (db: Kysely<unknown>, from: string, to: string): Promise<void> => {
  await db.schema.alterTable(from).renameTo(to).execute()
  if (engineOf(db) === 'postgres')
    await sql`alter table ${sql.table(to)} rename constraint ${sql.ref(`${from}_pkey`)} to ${sql.ref(`${to}_pkey`)}`.execute(
      db,
    )
}

/** Migrations on SQLite do not run in a transaction; this one must be atomic. */
const together = async (
  db: Kysely<unknown>,
  change: (part: Kysely<unknown>) => Promise<void>,
): Promise<void> => {
  await (db.isTransaction ? change(db) : db.transaction().execute(change))
}

/**
 * Whether a table exists: after a crash between the change and the note that the migration was applied,
 * nothing is left to do.
 */
const isThere = async (db: Kysely<unknown>, table: string): Promise<boolean> =>
  (await tablesIn(db)).has(table)

/**
 * The old and the new stored names. A code in JSON is replaced as a complete key: in a text its quotes would
 * be escaped.
 */
const renamed = async (db: Kysely<unknown>, was: 'from' | 'to'): Promise<void> => {
  const is = was === 'from' ? 'to' : 'from'
  for (const name of kinds)
    await sql`update event set stream_kind = ${name[is]} where stream_kind = ${name[was]}`.execute(db)
  for (const name of types)
    await sql`update event set type = ${name[is]} where type = ${name[was]}`.execute(db)
  for (const name of commands)
    await sql`update command set name = ${name[is]} where name = ${name[was]}`.execute(db)
  for (const name of codes) {
    const [before, after] = [`"${name[was]}":`, `"${name[is]}":`]
    await sql`update event set facts = replace(facts, ${before}, ${after}) where type = 'severities-set'`.execute(
      db,
    )
    await sql`update plan_version set state = replace(state, ${before}, ${after}) where ${containsText(db, 'state', before)}`.execute(
      db,
    )
  }
}

const kinds = [{ from: 'scheme', to: 'rag-rules' }]
const types = [
  { from: 'scheme-saved', to: 'rag-rules-saved' },
  { from: 'scheme-pinned', to: 'rag-rules-pinned' },
]
const commands = [
  { from: 'save-scheme', to: 'save-rag-rules' },
  { from: 'pin-scheme', to: 'pin-rag-rules' },
]
const codes = [{ from: 'level-outside-scheme', to: 'level-outside-rules' }]

const rating = { from: 'colouring', to: 'rating' }
const due = { from: 'recolouring', to: 'rating_due' }
const tables = [rating, due]

interface Index {
  readonly on: { readonly from: string; readonly to: string }
  readonly from: string
  readonly to: string
  readonly columns: readonly string[]
  readonly known?: boolean
}

const indexes: readonly Index[] = [
  {
    on: rating,
    from: 'colouring_action',
    to: 'rating_action',
    columns: ['action_id', 'shown_to', 'shown_from', 'recorded_to'],
  },
  {
    on: rating,
    from: 'colouring_known_plan',
    to: 'rating_known_plan',
    columns: [
      'plan_id',
      'shown_to',
      'shown_from',
      'level',
      'level_key',
      'disagrees',
      'action_id',
      'recorded_to',
    ],
    known: true,
  },
  {
    on: rating,
    from: 'colouring_known_level',
    to: 'rating_known_level',
    columns: ['level', 'shown_to', 'shown_from', 'disagrees', 'action_id', 'recorded_to'],
    known: true,
  },
  { on: due, from: 'recolouring_plan', to: 'rating_due_plan', columns: ['plan_id'] },
  { on: due, from: 'recolouring_recorded', to: 'rating_due_recorded', columns: ['recorded_at'] },
]

const create = (
  db: Kysely<unknown>,
  name: string,
  { on, columns, known }: { on: string; columns: readonly string[]; known?: boolean },
): Promise<void> => {
  const index = db.schema
    .createIndex(name)
    .on(on)
    .columns([...columns])
  return (known ? index.where(sql<boolean>`recorded_to is null`) : index).execute()
}

const versionsOfRules = (
  db: Kysely<unknown>,
  table: string,
  column: { id: string; rules: string },
): Promise<void> =>
  db.schema
    .createTable(table)
    .addColumn('code', 'text', (made) => made.notNull())
    .addColumn('version', 'integer', (made) => made.notNull())
    .addColumn(column.id, 'text', (made) => made.notNull())
    .addColumn('recorded_at', 'text', (made) => made.notNull())
    .addColumn(column.rules, 'text', (made) => made.notNull())
    .addPrimaryKeyConstraint(`${table}_key`, ['code', 'version'])
    .execute()
