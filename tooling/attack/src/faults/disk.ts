import { spawnSync } from 'node:child_process'
import { chmodSync, copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { anUpdate, ask, refusalOf, send } from '../client.ts'
import { randomFrom } from '../random.ts'
import { copyOf, faultsOf, inACopy, updatesByCommand } from '../record.ts'
import { aFolder, faultOfRefusal, startServer, tryToStart } from '../server.ts'
import { startWriters } from '../writers.ts'
import { aCopy, becomes, createFaults, type FaultCase, health } from './case.ts'

const isRoot = process.getuid?.() === 0
const onlyRoot = () => (isRoot ? null : 'skipped: mounting a small disk needs root')

/** Calls `use` with a folder on a separate file system of `megabytes`; needs Linux and root. */
const withDisk = async <T>(
  megabytes: number,
  use: (disk: string, readOnly: () => void) => Promise<T>,
): Promise<T> => {
  const disk = aFolder()
  mount(['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', disk])
  try {
    return await use(disk, () => mount(['-o', 'remount,ro', disk]))
  } finally {
    spawnSync('umount', ['-l', disk])
  }
}

const mount = (args: readonly string[]) => {
  const { status, stderr } = spawnSync('mount', args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`a disk could not be mounted: ${stderr}`)
}

const fullDisk: FaultCase = {
  what: 'disk full under 16 writers, then room again',
  cannot: onlyRoot,
  run: (base) =>
    withDisk(158, async (disk) => {
      const { found, want } = createFaults()
      const database = copyOf(base.folder, join(disk, 'data'))
      const server = await startServer({ database })
      const ballast = join(disk, 'ballast')
      writeFileSync(ballast, Buffer.alloc(130 * 1024 * 1024))
      const writers = startWriters(server.url, base.token, base.plan.actions, randomFrom(1), 19_000)
      want(
        await becomes(async () => writers.written.refused.length > 20 || !server.running(), 60_000),
        'the disk did not fill up',
      )
      const during = await health(server.url)
      const { acknowledged, refused, inFlight } = await writers.end()
      want(acknowledged.length > 0, 'nothing was acknowledged before the disk was full')
      const kinds = new Set(
        refused.map(({ answer }) => `${answer.status} ${refusalOf(answer) ?? answer.text.slice(0, 100)}`),
      )
      want(
        [...kinds].every((kind) => kind === '507 storage-full'),
        `writes were answered ${[...kinds].join(', ')}, not 507 storage-full`,
      )
      want(inFlight.length === 0, `${inFlight.length} writes had no answer`)
      want(during.alive === 200, `/health answered ${during.alive}`)
      want(during.ready === 503, `/ready answered ${during.ready}`)
      want((await ask(server.url, 'plans.list', {}, { token: base.token })).status === 200, 'reading failed')

      rmSync(ballast)
      const another = anUpdate(base.plan.actions[0]?.id ?? '', 'There is room again.')
      want(
        await becomes(
          async () =>
            (await send(server.url, 'commands.recordUpdate', another, { token: base.token })).status === 200,
          30_000,
        ),
        'it did not go on when there was room',
      )
      want(
        await becomes(async () => (await health(server.url)).ready === 200, 30_000),
        '/ready did not come back to 200',
      )
      await server.stop()
      const { faults, times } = inACopy(database, (db) => ({
        faults: faultsOf(db),
        times: updatesByCommand(db),
      }))
      const lost = [...acknowledged, another].filter(({ commandId }) => times.get(commandId) !== 1)
      want(
        lost.length === 0,
        `${lost.length} of ${acknowledged.length + 1} acknowledged updates are not there once`,
      )
      return [...found, ...faults]
    }),
}

const readOnlyFile: FaultCase = {
  what: 'database and folder that may only be read',
  run: async (base) => {
    const { found, add } = createFaults()
    const refused = async (database: string) => add(await faultOfRefusal(await tryToStart({ database })))
    if (isRoot)
      await withDisk(24, async (disk, readOnly) => {
        const database = copyOf(base.folder, join(disk, 'data'))
        readOnly()
        await refused(database)
      })
    else {
      const database = aCopy(base)
      for (const name of readdirSync(join(database, '..'))) chmodSync(join(database, '..', name), 0o400)
      chmodSync(join(database, '..'), 0o500)
      await refused(database)
      chmodSync(join(database, '..'), 0o700)
    }
    return found
  },
}

const unwritableFolder: FaultCase = {
  what: 'new record in a folder that may not be written to',
  run: async () => {
    const { found, add } = createFaults()
    const refused = async (folder: string) =>
      add(await faultOfRefusal(await tryToStart({ database: join(folder, 'data/record.db') })))
    if (isRoot)
      await withDisk(4, async (disk, readOnly) => {
        readOnly()
        await refused(disk)
      })
    else {
      const folder = aFolder()
      chmodSync(folder, 0o500)
      await refused(folder)
    }
    return found
  },
}

const nowhere: FaultCase = {
  what: 'DATABASE_URL that names no place for a file',
  run: async () => {
    const { found, add } = createFaults()
    for (const database of ['sqlite:/proc/nothing/r.db', 'sqlite:/dev/null/x.db', `sqlite:${aFolder()}`]) {
      const fault = await faultOfRefusal(await tryToStart({ database }, 20_000))
      add(fault === null ? null : `${database.startsWith('sqlite:/tmp') ? 'a folder' : database}: ${fault}`)
    }
    return found
  },
}

const privateFiles: FaultCase = {
  what: 'files are their owner’s alone',
  run: async () => {
    const { found, want } = createFaults()
    const folder = join(aFolder(), 'data')
    mkdirSync(folder, { mode: 0o755 })
    const server = await startServer({ database: join(folder, 'new/record.db') })
    const { stdout } = spawnSync('find', [join(folder, 'new'), '-printf', '%m %f\n'], { encoding: 'utf8' })
    for (const line of stdout.trim().split('\n')) want(/^[67]00 /.test(line), `mode and name: ${line}`)
    await server.stop()
    return found
  },
}

const portTaken: FaultCase = {
  what: 'port taken',
  run: async (base) => {
    const { found, add, want } = createFaults()
    const first = await startServer({ database: aCopy(base) })
    const database = aCopy(base)
    const before = aFolder()
    copyFileSync(database, join(before, 'record.db'))
    add(await faultOfRefusal(await tryToStart({ database, env: { PORT: new URL(first.url).port } })))
    want(spawnSync('cmp', [database, join(before, 'record.db')]).status === 0, 'the database was touched')
    want((await health(first.url)).alive === 200, 'the first server suffered')
    await first.stop()
    return found
  },
}

export const diskCases: readonly FaultCase[] = [
  fullDisk,
  readOnlyFile,
  unwritableFolder,
  nowhere,
  privateFiles,
  portTaken,
]
