import { DatabaseSync } from 'node:sqlite'

// The minimum work of a command: start Node, open the database, read one row.
const db = new DatabaseSync(process.argv[2], { readOnly: true })
process.stdout.write(`${JSON.stringify(db.prepare('select id from action limit 1').get())}\n`)
