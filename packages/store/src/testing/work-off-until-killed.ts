import { Kysely, sql } from 'kysely'
import { sqliteDialect } from '../database/sqlite.ts'
import { beginRebuilding, rebuildSome } from '../projection/rebuild.ts'
import { turnSome } from '../projection/turn.ts'
import type { Schema } from '../schema.ts'
import { rebuilding } from '../stream/rebuilding.ts'

// A separate process for work-off-kill.full.test.ts: does one step of rebuilding the record, or of the turn of the day,
// and is killed before or after its commit. It prints whether anything was left to do.
const [path = '', what = '', day = '', kill = ''] = process.argv.slice(2)
const db = new Kysely<Schema>({ dialect: sqliteDialect({ in: 'file', path }, 'writer') })
await db.connection().execute(async (connection) => {
  await sql`begin immediate`.execute(connection)
  await beginRebuilding(connection)
  const left =
    what === 'rebuild'
      ? (await rebuilding(connection)) !== null && (await rebuildSome(connection, day))
      : (await turnSome(connection, day)).actions.length > 0
  process.stdout.write(left ? 'left' : 'done')
  if (kill === 'after') await sql`commit`.execute(connection)
  process.kill(process.pid, 'SIGKILL')
})
