import {
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { anUpdate, ask, call, refusalOf, send } from '../client.ts'
import { operate } from '../operator.ts'
import { updatesOf } from '../plan.ts'
import { aFolder, faultOfRefusal, type Server, started, startServer, tryToStart } from '../server.ts'
import { aCopy, type Base, becomes, createFaults, type FaultCase, health } from './case.ts'

const PAGE = 4_096

/** Overwrites bytes of a file, starting at offset `at`. */
const overwrite = (path: string, at: number, length: number) => {
  const file = openSync(path, 'r+')
  writeSync(file, Buffer.alloc(length, 0x5a), 0, length, at)
  closeSync(file)
}

/** Sends an update; the answer's status, and the update. */
const write = async (server: Server, base: Base) => {
  const update = anUpdate(base.plan.actions[0]?.id ?? '', 'A session was held.')
  return { update, answer: await send(server.url, 'commands.recordUpdate', update, { token: base.token }) }
}

/** Accepts an answer only if it is a success or a storage refusal. */
const borne = ({ status }: { status: number }, code: string | null) =>
  status === 200 || (status === 503 && code === 'storage-failed')

const page: FaultCase = {
  what: 'pages in the middle of the database overwritten',
  run: async (base) => {
    const { found, want, add } = createFaults()
    const database = aCopy(base)
    const pages = Math.floor(statSync(database).size / PAGE)
    for (let number = 8; number < pages; number += 3) overwrite(database, number * PAGE, PAGE)
    const { code, printed } = await operate(['check'], database)
    want(code === 1, `beatbook-server check ended with ${code}`)
    want(!/\n\s+at /.test(printed), `beatbook-server check printed a stack: ${printed.slice(0, 300)}`)
    const outcome = await tryToStart({ database })
    if (!started(outcome)) {
      add(await faultOfRefusal(outcome))
      return found
    }
    want(
      await becomes(async () => (await health(outcome.url)).ready === 503, 20_000),
      '/ready does not tell that the database is damaged',
    )
    for (const procedure of ['plans.list', 'actions.list', 'ragRules.list', 'documents.list']) {
      const answer = await ask(outcome.url, procedure, undefined, { token: base.token, patience: 10_000 })
      want(
        borne(answer, refusalOf(answer)) || answer.status === 401,
        `${procedure} answered ${answer.status} ${answer.text.slice(0, 150)}`,
      )
    }
    const signIn = await call(`${outcome.url}/api/auth/sign-in/email`, {
      body: { email: 'admin@example.org', password: 'not this' },
    })
    want(
      signIn.status === 401 || borne(signIn, refusalOf(signIn)),
      `sign-in answered ${signIn.status} ${signIn.text.slice(0, 150)}`,
    )
    want((await health(outcome.url)).alive === 200, '/health does not answer')
    await outcome.stop()
    return found
  },
}

const header: FaultCase = {
  what: 'header of the database overwritten',
  run: async (base) => {
    const database = aCopy(base)
    overwrite(database, 0, 100)
    const fault = await faultOfRefusal(await tryToStart({ database }))
    return fault === null ? [] : [fault]
  },
}

const cutWhileRunning: FaultCase = {
  what: 'file cut short while the server runs',
  run: async (base) => {
    const { found, want } = createFaults()
    const database = aCopy(base)
    const server = await startServer({ database })
    await ask(server.url, 'actions.list', { plan: 'harbour' }, { token: base.token })
    truncateSync(database, Math.floor(statSync(database).size / 3 / PAGE) * PAGE)
    for (let turn = 0; turn < 6 && server.running(); turn += 1)
      for (const procedure of [
        'actions.list',
        'plans.list',
        'ragRules.list',
        'documents.list',
        'people.list',
      ]) {
        const answer = await ask(
          server.url,
          procedure,
          procedure === 'actions.list' ? { limit: 100 + turn } : undefined,
          {
            token: base.token,
            patience: 10_000,
          },
        ).catch(() => null)
        if (answer !== null)
          want(
            borne(answer, refusalOf(answer)) || answer.status === 401,
            `${procedure} answered ${answer.status} ${answer.text.slice(0, 150)}`,
          )
        else want(!server.running(), `${procedure} had no answer`)
      }
    await pause(300)
    want(server.running(), `the process ended by ${server.child.signalCode ?? server.child.exitCode}`)
    if (server.running()) want((await health(server.url)).alive === 200, '/health does not answer')
    await server.kill()
    return found
  },
}

const lostLog: FaultCase = {
  what: 'write-ahead log missing after a kill',
  run: async (base) => {
    const { found, want, add } = createFaults()
    const database = aCopy(base)
    const server = await startServer({ database })
    const { update, answer } = await write(server, base)
    want(answer.status === 200, `the update was answered ${answer.status}`)
    await server.kill()
    for (const end of ['-wal', '-shm']) rmSync(`${database}${end}`, { force: true })
    const outcome = await tryToStart({ database })
    if (!started(outcome)) {
      add(await faultOfRefusal(outcome))
      return found
    }
    const there = await updatesOf(outcome.url, base.token, base.plan.actions[0]?.address ?? '').catch(
      (): string[] => [],
    )
    want(there.includes(update.updateId), 'it started without a word, and an acknowledged update is missing')
    await outcome.stop()
    return found
  },
}

/** A start with a missing or emptied database whose marker file still exists. */
const beside = (what: string, change: (database: string) => void): FaultCase => ({
  what,
  run: async (base) => {
    const { found, want, add } = createFaults()
    const database = aCopy(base)
    const server = await startServer({ database })
    const { answer } = await write(server, base)
    want(answer.status === 200, `the update was answered ${answer.status}`)
    await server.stop()
    change(database)
    add(await faultOfRefusal(await tryToStart({ database })))
    return found
  },
})

const deleted = beside('database deleted beside its marker', (database) => {
  for (const end of ['', '-wal', '-shm']) rmSync(`${database}${end}`, { force: true })
})

const emptied = beside('empty file beside its marker', (database) => {
  for (const end of ['-wal', '-shm']) rmSync(`${database}${end}`, { force: true })
  writeFileSync(database, '')
})

const older: FaultCase = {
  what: 'older database beside its marker',
  run: async (base) => {
    const { found, add } = createFaults()
    const database = aCopy(base)
    const server = await startServer({ database })
    await write(server, base)
    await server.stop()
    copyFileSync(join(base.folder, 'record.db'), database)
    for (const end of ['-wal', '-shm']) rmSync(`${database}${end}`, { force: true })
    add(await faultOfRefusal(await tryToStart({ database })))
    return found
  },
}

const copiedAlone: FaultCase = {
  what: 'only the .db file copied, ten seconds after the last update',
  run: async (base) => {
    const { found, want, add } = createFaults()
    const database = aCopy(base)
    const server = await startServer({ database })
    const { update } = await write(server, base)
    await pause(10_000)
    const copied = join(aFolder(), 'record.db')
    copyFileSync(database, copied)
    await server.stop()
    const outcome = await tryToStart({ database: copied })
    if (!started(outcome)) {
      add(await faultOfRefusal(outcome))
      return found
    }
    const open = (await call(`${outcome.url}/api/setup`)).body?.open
    want(open === false, 'it started empty, with set-up open')
    const there = await updatesOf(outcome.url, base.token, base.plan.actions[0]?.address ?? '').catch(
      (): string[] => [],
    )
    want(there.includes(update.updateId), 'the update of ten seconds before is missing')
    await outcome.stop()
    return found
  },
}

const second = (what: string, other: (database: string) => string): FaultCase => ({
  what,
  run: async (base) => {
    const { found, want, add } = createFaults()
    const database = aCopy(base)
    const server = await startServer({ database })
    add(await faultOfRefusal(await tryToStart({ database: other(database) })))
    want((await write(server, base)).answer.status === 200, 'the first server cannot write any more')
    await server.kill()
    // A killed server leaves no lock behind.
    const again = await tryToStart({ database })
    want(started(again), 'after a kill the lock is still held')
    if (started(again)) await again.stop()
    return found
  },
})

const twice = second('two servers on one database', (database) => database)

const linked = second('second server by a symbolic link to the folder', (database) => {
  const link = join(aFolder(), 'link')
  symlinkSync(dirname(database), link)
  return join(link, 'record.db')
})

const linkedFile = second('second server by a symbolic link to the file', (database) => {
  const link = join(aFolder(), 'other.db')
  symlinkSync(database, link)
  for (const end of ['-wal', '-shm'])
    if (existsSync(`${database}${end}`)) symlinkSync(`${database}${end}`, `${link}${end}`)
  return link
})

export const fileCases: readonly FaultCase[] = [
  page,
  header,
  cutWhileRunning,
  lostLog,
  deleted,
  emptied,
  older,
  copiedAlone,
  twice,
  linked,
  linkedFile,
]
