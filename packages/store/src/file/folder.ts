import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, statSync, unlinkSync } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat, statfs, utimes } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { FileCheck } from '@beatbook/contract'
import { err, ok, RefusalError, refuse } from '@beatbook/domain'
import { digestOf } from './digest.ts'
import { fileFailure, isAbsent } from './failure.ts'
import { type LocalFiles, pathIn } from './local.ts'

/** Free space that is reserved for the database, in bytes. */
const LEAST_FREE = 50_000_000

const isPair = (name: string) => /^[0-9a-f]{2}$/.test(name)
const isName = (name: string) => /^[0-9a-f]{64}$/.test(name)
const isPart = (name: string) => name.endsWith('.part')

/**
 * Files in a folder beside the database, readable by their owner only: each under its SHA-256 in a subfolder
 * named by the first two digits. Only processes that have the record open put and delete files.
 */
export const filesInFolder = (folder: string, check: FileCheck | null = null): LocalFiles => {
  // When each file was put, so that a file stored again while a sweep runs is not deleted.
  const put = new Map<string, number>()
  const pathOf = (sha256: string) => pathIn(folder, sha256)
  return {
    put: (bytes) =>
      withStorageErrors(async () => {
        const sha256 = await digestOf(bytes)
        put.set(sha256, Date.now())
        await makeFolder(folder)
        await leaveSpace(folder, bytes.length)
        const part = join(folder, `${randomUUID()}.part`)
        try {
          await writeSynced(part, bytes)
          const refusal = check === null ? null : await check(part)
          if (refusal !== null) return err(refusal)
          await makeFolder(dirname(pathOf(sha256)))
          await rename(part, pathOf(sha256))
          await syncFolder(dirname(pathOf(sha256)))
          return ok({ sha256, bytes: bytes.length })
        } finally {
          await rm(part, { force: true })
        }
      }),
    get: async (sha256) => ((await isFile(pathOf(sha256))) ? verified(pathOf(sha256), sha256) : null),
    has: (sha256) => isFile(pathOf(sha256)),
    list: () =>
      withStorageErrors(async () => {
        const found = new Map<string, number>()
        for (const pair of (await namesIn(folder)).filter(isPair))
          for (const name of (await namesIn(join(folder, pair))).filter(isName)) {
            const at = await modifiedAt(pathOf(name))
            if (at !== null) found.set(name, at)
          }
        return found
      }),
    touch: (sha256) =>
      withStorageErrors(() => utimes(pathOf(sha256), new Date(), new Date()).catch(unlessAbsent)),
    remove: (sha256, before) =>
      withStorageErrors(async () => {
        // Checked and deleted synchronously: a concurrent put writes the file again, before or after this.
        // One of another server is seen by the time of the file.
        if ((put.get(sha256) ?? 0) >= before) return
        put.delete(sha256)
        try {
          if (statSync(pathOf(sha256)).mtimeMs >= before) return
          unlinkSync(pathOf(sha256))
        } catch (error) {
          unlessAbsent(error)
        }
      }),
    tidy: (before) =>
      withStorageErrors(async () => {
        for (const [sha256, at] of put) if (at < before) put.delete(sha256)
        for (const part of (await namesIn(folder)).filter(isPart)) {
          const at = await modifiedAt(join(folder, part))
          if (at !== null && at < before) await rm(join(folder, part), { force: true })
        }
      }),
  }
}

/** Returns what `work` returns; throws a refusal where storage failed. */
const withStorageErrors = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work()
  } catch (error) {
    throw fileFailure(error)
  }
}

/** The bytes of a file; the last chunk is yielded only after all bytes match the digest. */
async function* verified(path: string, sha256: string): AsyncGenerator<Uint8Array> {
  const digest = createHash('sha256')
  let last: Uint8Array | null = null
  for await (const part of createReadStream(path)) {
    digest.update(part as Buffer)
    if (last !== null) yield last
    last = part as Buffer
  }
  if (digest.digest('hex') !== sha256)
    throw new RefusalError(refuse('storage-failed'), new Error(`${path} is not what was stored`))
  if (last !== null) yield last
}

const isFile = (path: string): Promise<boolean> =>
  withStorageErrors(() =>
    stat(path).then(
      (found) => found.isFile(),
      (error: unknown) => {
        unlessAbsent(error)
        return false
      },
    ),
  )

const modifiedAt = (path: string): Promise<number | null> =>
  stat(path).then(
    (found) => found.mtimeMs,
    (error: unknown) => {
      unlessAbsent(error)
      return null
    },
  )

const namesIn = (folder: string): Promise<string[]> =>
  readdir(folder).catch((error: unknown) => {
    unlessAbsent(error)
    return []
  })

const unlessAbsent = (error: unknown): void => {
  if (!isAbsent(error)) throw error
}

const leaveSpace = async (folder: string, bytes: number): Promise<void> => {
  const { bavail, bsize } = await statfs(folder)
  if (bavail * bsize - bytes < LEAST_FREE) throw new RefusalError(refuse('storage-full'))
}

const writeSynced = async (path: string, bytes: Uint8Array): Promise<void> => {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Creates a missing folder, accessible to its owner only, and flushes its name to the disk. */
const makeFolder = async (folder: string): Promise<void> => {
  try {
    await mkdir(folder, { mode: 0o700 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return
    throw error
  }
  await syncFolder(dirname(folder))
}

const syncFolder = async (folder: string): Promise<void> => {
  const opened = await open(folder, 'r')
  try {
    await opened.sync()
  } finally {
    await opened.close()
  }
}
