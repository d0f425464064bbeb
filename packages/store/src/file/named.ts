import { DatabaseSync } from 'node:sqlite'
import { BUSY_TIMEOUT } from '../database/busy-timeout.ts'

/**
 * The files that the record in `database` refers to: SHA-256 to file name. Empty for a record from before
 * files were stored. The database is not changed.
 */
export const filesNamedIn = (database: string): Map<string, string> => {
  const db = new DatabaseSync(database, { readOnly: true, timeout: BUSY_TIMEOUT })
  try {
    const named = new Map<string, string>()
    for (const { sha256, name } of db.prepare(namedByEvents).all()) named.set(String(sha256), String(name))
    const known = db.prepare("select 1 from pragma_table_info('draft') where name = 'file_sha256'").all()
    if (known.length === 0) return named
    for (const table of ['draft', 'document'])
      for (const { sha256, name } of db.prepare(namedBy(table)).all()) named.set(String(sha256), String(name))
    return named
  } finally {
    db.close()
  }
}

const namedByEvents = `select distinct json_extract(facts, '$.file.sha256') as sha256, json_extract(words, '$.name') as name
  from event where type = 'document-accepted' and json_extract(facts, '$.file.sha256') is not null`

const namedBy = (table: string) =>
  `select distinct file_sha256 as sha256, name from ${table} where file_sha256 is not null`
