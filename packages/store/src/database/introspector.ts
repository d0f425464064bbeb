import { type DatabaseIntrospector, type Kysely, sql } from 'kysely'

/**
 * Describes the tables of a record in PostgreSQL: those of its schema alone. Other schemas of the database
 * are none of its business, may be many, and may be dropped meanwhile.
 */
export const postgresIntrospector = <T>(db: Kysely<T>): DatabaseIntrospector => ({
  getSchemas: async () =>
    (await sql<{ name: string }>`select nspname as name from pg_namespace`.execute(db)).rows,
  getTables: async ({ withInternalKyselyTables } = { withInternalKyselyTables: false }) => {
    const { rows } = await sql<Column>`
      select relname as "table", relkind = 'v' as "isView", current_schema() as schema, attname as name,
        typname as "dataType", not attnotnull as "isNullable", atthasdef as "hasDefaultValue"
      from pg_class join pg_attribute on attrelid = pg_class.oid join pg_type on pg_type.oid = atttypid
      where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p', 'v')
        and attnum > 0 and not attisdropped
      order by relname, attnum`.execute(db)
    return [...Map.groupBy(rows, (row) => row.table)]
      .filter(([name]) => withInternalKyselyTables || !name.startsWith('kysely_migration'))
      .map(([name, columns]) => ({
        name,
        schema: columns[0]?.schema ?? '',
        isView: columns[0]?.isView ?? false,
        isForeign: false,
        columns: columns.map(({ name, dataType, isNullable, hasDefaultValue }) => ({
          name,
          dataType,
          isNullable,
          hasDefaultValue,
          isAutoIncrementing: false,
        })),
      }))
  },
})

interface Column {
  readonly table: string
  readonly isView: boolean
  readonly schema: string
  readonly name: string
  readonly dataType: string
  readonly isNullable: boolean
  readonly hasDefaultValue: boolean
}
