import { DatabaseSync, type SQLInputValue } from 'node:sqlite'

// Loaded before a server (`--import`), in all its threads: every commit takes as long as on a disk that needs
// FLUSH_MS to flush.
const delay = Number(process.env.FLUSH_MS ?? 0)
const clock = new Int32Array(new SharedArrayBuffer(4))
const prepare = DatabaseSync.prototype.prepare
DatabaseSync.prototype.prepare = function (this: DatabaseSync, ...args: Parameters<typeof prepare>) {
  const statement = prepare.apply(this, args)
  if (/^\s*commit\b/i.test(args[0]) && delay > 0) {
    const run = statement.run.bind(statement)
    statement.run = ((...parameters: SQLInputValue[]) => {
      Atomics.wait(clock, 0, 0, delay)
      return run(...parameters)
    }) as typeof statement.run
  }
  return statement
}
