import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FileCheck } from '@beatbook/contract'
import { err, ok } from '@beatbook/domain'
import { digestOf } from './digest.ts'
import type { LocalFiles } from './local.ts'

/** Files of a record in memory. For a check, each file is written to the disk temporarily. */
export const filesInMemory = (check: FileCheck | null = null): LocalFiles => {
  const files = new Map<string, { readonly bytes: Uint8Array<ArrayBuffer>; at: number }>()
  return {
    put: async (bytes) => {
      const sha256 = await digestOf(bytes)
      const refusal = check === null ? null : await checked(bytes, check)
      if (refusal !== null) return err(refusal)
      files.set(sha256, { bytes: bytes.slice(), at: Date.now() })
      return ok({ sha256, bytes: bytes.length })
    },
    get: async (sha256) => {
      const file = files.get(sha256)
      return file === undefined ? null : onePiece(file.bytes)
    },
    has: async (sha256) => files.has(sha256),
    list: async () => new Map([...files].map(([sha256, { at }]) => [sha256, at])),
    touch: async (sha256) => {
      const file = files.get(sha256)
      if (file !== undefined) file.at = Date.now()
    },
    remove: async (sha256, before) => {
      if ((files.get(sha256)?.at ?? before) < before) files.delete(sha256)
    },
    tidy: async () => {},
  }
}

const checked = async (bytes: Uint8Array, check: FileCheck) => {
  const folder = await mkdtemp(join(tmpdir(), 'beatbook-file-'))
  try {
    const path = join(folder, 'file')
    await writeFile(path, bytes, { mode: 0o600 })
    return await check(path)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function* onePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
