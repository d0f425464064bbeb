import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { anUpdate, ask, refusalOf, send } from '../client.ts'
import { updatesOf } from '../plan.ts'
import { faultOfRefusal, node, started, startServer, tryToStart } from '../server.ts'
import { aCopy, becomes, createFaults, type FaultCase, health } from './case.ts'

/**
 * Another process that holds SQLite's lock on a database; `null` if it cannot get the lock from the server.
 */
const hold = async (database: string) => {
  const program = `
    const { DatabaseSync } = require('node:sqlite')
    const db = new DatabaseSync(process.argv[1], { timeout: 2000 })
    db.exec('begin immediate')
    process.stdout.write('held')
    process.stdin.on('end', () => process.exit(0)).resume()`
  const child = spawn(node, ['-e', program, database], { stdio: ['pipe', 'pipe', 'ignore'] })
  const held = await Promise.race([
    once(child.stdout, 'data').then(() => true),
    once(child, 'exit').then(() => false),
  ])
  const release = async () => {
    child.stdin.end()
    if (child.exitCode === null) await once(child, 'exit')
  }
  return held ? { release } : null
}

/** The time in milliseconds that a write may wait for the lock of another process. */
const LONGEST_WAIT = 12_000

const whileRunning: FaultCase = {
  what: 'database locked by another process while the server runs, then let go',
  run: async (base) => {
    const { found, want } = createFaults()
    const database = aCopy(base)
    const server = await startServer({ database })
    const lock = await hold(database)
    const update = anUpdate(base.plan.actions[0]?.id ?? '', 'Written beside a lock.')
    const write = () =>
      send(server.url, 'commands.recordUpdate', update, { token: base.token, patience: 30_000 })
    if (lock !== null) {
      const answer = await write()
      want(
        answer.status === 503 && refusalOf(answer) === 'storage-busy',
        `the write was answered ${answer.status} ${refusalOf(answer)}, not 503 storage-busy`,
      )
      want(answer.status !== 503 || answer.headers.has('retry-after'), 'the refusal has no Retry-After')
      want(answer.took < LONGEST_WAIT, `the write waited ${Math.round(answer.took)} ms`)
      const { alive, ready } = await health(server.url)
      want(alive === 200, `/health answered ${alive}`)
      want(ready === 503, `/ready answered ${ready}`)
      want((await ask(server.url, 'plans.list', {}, { token: base.token })).status === 200, 'reading failed')
      await lock.release()
    }
    want(
      await becomes(async () => (await write()).status === 200, 30_000),
      'it did not go on when the lock was gone',
    )
    want(
      await becomes(async () => (await health(server.url)).ready === 200, 15_000),
      '/ready did not come back to 200',
    )
    const times = (await updatesOf(server.url, base.token, base.plan.actions[0]?.address ?? '')).filter(
      (id) => id === update.updateId,
    ).length
    want(times === 1, `the update stands ${times} times in the history`)
    await server.stop()
    return found
  },
}

const atStart: FaultCase = {
  what: 'database locked by another process at the start',
  run: async (base) => {
    const { found, add } = createFaults()
    const database = aCopy(base)
    const lock = await hold(database)
    const outcome = await tryToStart({ database })
    // A start that writes nothing may succeed; a refused one prints the reason.
    if (started(outcome)) await outcome.stop()
    else add(await faultOfRefusal(outcome))
    await lock?.release()
    return found
  },
}

export const lockCases: readonly FaultCase[] = [whileRunning, atStart]
