import { copyFileSync, cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** Copies a whole data folder, including the marker and the write-ahead log, like `cp -r`. */
export const copyOf = (folder: string, to: string): string => {
  cpSync(folder, to, { recursive: true })
  return join(to, 'record.db')
}

/** Opens a copy of a record's files, so that the record itself stays as it was after the kill. */
export const inACopy = <T>(database: string, look: (db: DatabaseSync) => T): T => {
  const folder = mkdtempSync(join(tmpdir(), 'beatbook-attack-copy-'))
  try {
    for (const end of ['', '-wal'])
      if (existsSync(`${database}${end}`)) copyFileSync(`${database}${end}`, join(folder, `record.db${end}`))
    const db = new DatabaseSync(join(folder, 'record.db'))
    try {
      return look(db)
    } finally {
      db.close()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * Errors in a record found by SQLite itself and by a count independent of the product's code. Older records undo an
 * update by an event of its own.
 */
export const faultsOf = (db: DatabaseSync): string[] => [
  ...db
    .prepare('pragma integrity_check')
    .all()
    .map((row) => String(row['integrity_check']))
    .filter((found) => found !== 'ok'),
  ...db
    .prepare('pragma foreign_key_check')
    .all()
    .map((row) => `a row of ${row['table']} points to nothing`),
  ...db
    .prepare(
      `select action_id as id, coalesce(json_extract(body, '$.updates'), 0) as listed,
        (select count(*) from event where stream_kind = 'action' and stream_id = action_id and type = 'update-recorded' and json_extract(words, '$.text') <> ''
          and json_extract(facts, '$.updateId') not in (select json_extract(before.facts, '$.updateId') from event as before where before.stream_kind = 'action' and before.stream_id = action_id and before.type = 'update-undone')
          and id not in (select value from event as undo, json_each(undo.facts, '$.eventIds') where undo.stream_kind = 'action' and undo.stream_id = action_id and undo.type = 'command-undone')) as recorded
       from action_now join content on content.id = action_now.content_id where listed is not recorded`,
    )
    .all()
    .map((row) => `action ${row['id']} shows ${row['listed']} updates, its events are ${row['recorded']}`),
  ...db
    .prepare(
      'select a.position from event a join event b on b.position = a.position + 1 where b.recorded_at < a.recorded_at',
    )
    .all()
    .map((row) => `the event after position ${row['position']} is recorded before it`),
  ...['action_version', 'plan_version', 'rating'].flatMap((table) =>
    db
      .prepare(`select version from ${table} where recorded_to < recorded_from`)
      .all()
      .map((row) => `version ${row['version']} of ${table} ended before it began`),
  ),
]

/** How often each command's update occurs in the record, by the command's id. */
export const updatesByCommand = (db: DatabaseSync): Map<string, number> =>
  new Map(
    db
      .prepare(
        "select command_id as id, count(*) as times from event where type = 'update-recorded' group by command_id",
      )
      .all()
      .map((row) => [String(row['id']), Number(row['times'])]),
  )
