import { type Kysely, sql } from 'kysely'
import { engineOf } from '../database/engine.ts'

/**
 * The schema of a database, one definition a line, sorted; without the tables of the migrations themselves.
 */
export const schemaOf = async (db: Kysely<unknown>): Promise<string> => {
  const { rows } = await (engineOf(db) === 'postgres' ? inPostgres : inSqlite).execute(db)
  return rows.map((row) => `${row.sql};\n`).join('')
}

const inSqlite = sql<{
  sql: string
}>`select sql from sqlite_master where sql is not null and name not like 'kysely_%' and name not like 'sqlite_%' order by name`

// PostgreSQL keeps no statements; these are made of its catalog, with constraints as the server words them.
const inPostgres = sql<{ sql: string }>`
  with own as (
    select oid, relname, relkind from pg_class
    where relnamespace = current_schema()::regnamespace and relkind in ('r', 'i') and relname not like 'kysely%'
  ),
  made as (
    select relname as name, 0 as part,
      format('CREATE TABLE %I (%s)', relname, (
        select string_agg(
          format('%I %s', attname, format_type(atttypid, atttypmod))
            || coalesce((select format(' COLLATE %I', collname) from pg_collation where pg_collation.oid = attcollation), '')
            || case when attnotnull then ' NOT NULL' else '' end
            || coalesce(' DEFAULT ' || pg_get_expr(adbin, adrelid), ''),
          ', ' order by attnum)
        from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum
        where attrelid = own.oid and attnum > 0 and not attisdropped
      )) as sql
    from own where relkind = 'r'
    union all
    select own.relname, 1, format('ALTER TABLE %I ADD CONSTRAINT %I %s', own.relname, conname, pg_get_constraintdef(pg_constraint.oid))
    from own join pg_constraint on conrelid = own.oid where contype in ('p', 'u', 'f', 'c')
    union all
    select own.relname, 0, replace(pg_get_indexdef(own.oid), current_schema() || '.', '')
    from own where relkind = 'i' and not exists (select 1 from pg_constraint where conindid = own.oid and contype in ('p', 'u'))
  )
  select sql from made order by name collate "C", part, sql collate "C"`
