import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, unlinkSync } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat, statfs, utimes } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { FileCheck } from '@beatbook/contract'
import { err, ok, RefusalError, refuse } from '@beatbook/domain'
import { digestOf } from './digest.ts'
import { fileFailure, isAbsent } from './failure.ts'
import { type LocalFiles, pathIn } from './local.ts'

/** So much space, in bytes, is left to the database. */
const LEAST_FREE = 50_000_000

const isPair = (name: string) => /^[0-9a-f]{2}$/.test(name)
const isName = (name: string) => /^[0-9a-f]{64}$/.test(name)
const isPart = (name: string) => name.endsWith('.part')

/**
 * Files in a folder beside the database, for their owner alone: each under its name in a folder of the name's
 * first two letters. One process puts and deletes at a time: the one that has the record.
 */
export const filesInFolder = (folder: string, check: FileCheck | null = null): LocalFiles => {
  // When each file was put, so that none is deleted that came while it was thought to be unneeded.
  const put = new Map<string, number>()
  const pathOf = (sha256: string) => pathIn(folder, sha256)
  return {
    put: (bytes) =>
      telling(async () => {
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
      telling(async () => {
        const found = new Map<string, number>()
        for (const pair of (await namesIn(folder)).filter(isPair))
          for (const name of (await namesIn(join(folder, pair))).filter(isName)) {
            const at = await modifiedAt(pathOf(name))
            if (at !== null) found.set(name, at)
          }
        return found
      }),
    touch: (sha256) => telling(() => utimes(pathOf(sha256), new Date(), new Date()).catch(unlessAbsent)),
    remove: (sha256, before) =>
      telling(async () => {
        // Looked at and deleted in one piece: whoever puts the file writes it anew, before or after.
        if ((put.get(sha256) ?? 0) >= before) return
        put.delete(sha256)
        try {
          unlinkSync(pathOf(sha256))
        } catch (error) {
          unlessAbsent(error)
        }
      }),
    tidy: (before) =>
      telling(async () => {
        for (const [sha256, at] of put) if (at < before) put.delete(sha256)
        for (const part of (await namesIn(folder)).filter(isPart)) {
          const at = await modifiedAt(join(folder, part))
          if (at !== null && at < before) await rm(join(folder, part), { force: true })
        }
      }),
  }
}

/** What `work` gives; where storage failed, its refusal is thrown. */
const telling = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work()
  } catch (error) {
    throw fileFailure(error)
  }
}

/** The bytes of a file; the last of them once all are found to be those that were stored. */
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
  telling(() =>
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

/** Makes a folder that is missing, for its owner alone, and makes sure that its name is on the disk. */
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
