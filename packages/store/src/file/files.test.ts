import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FileCheck } from '@beatbook/contract'
import { refuse } from '@beatbook/domain'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { textOf } from '../testing.ts'
import { filesInFolder } from './folder.ts'
import { pathIn } from './local.ts'
import { filesInMemory } from './memory.ts'

let parent: string
let folder: string
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'beatbook-'))
  folder = join(parent, 'record.db.files')
})
afterEach(() => rmSync(parent, { recursive: true }))

const bytesOf = (text: string) => new TextEncoder().encode(text)
const nameOf = (text: string) => createHash('sha256').update(text).digest('hex')
describe.each([
  ['in a folder', (check?: FileCheck) => filesInFolder(folder, check)],
  ['in memory', (check?: FileCheck) => filesInMemory(check)],
])('files %s', (_, open) => {
  test('are read by the digest of their bytes, and equal bytes are one file', async () => {
    const files = open()
    const put = await files.put(bytesOf('The plan'))
    expect(put).toEqual({ ok: true, value: { sha256: nameOf('The plan'), bytes: 8 } })
    expect(await files.put(bytesOf('The plan'))).toEqual(put)
    await files.put(bytesOf('Another'))
    expect([...(await files.list()).keys()].sort()).toEqual([nameOf('The plan'), nameOf('Another')].sort())
    expect(await textOf(files, nameOf('The plan'))).toBe('The plan')
    expect([await files.has(nameOf('The plan')), await files.has(nameOf('x'))]).toEqual([true, false])
    expect(await files.get(nameOf('x'))).toBeNull()
  })

  test('that are large are read completely', async () => {
    const files = open()
    const large = 'A plan of many words, and of many more. '.repeat(10_000)
    await files.put(bytesOf(large))
    expect(await textOf(files, nameOf(large))).toBe(large)
  })

  test('are checked before they are stored, and not stored if refused', async () => {
    const seen: string[] = []
    const files = open(async (path) => {
      const text = readFileSync(path, 'utf8')
      seen.push(text)
      return text === 'bad' ? refuse('file-refused', { because: 'found' }) : null
    })
    expect(await files.put(bytesOf('bad'))).toEqual({
      ok: false,
      error: { code: 'file-refused', args: { because: 'found' } },
    })
    expect((await files.put(bytesOf('good'))).ok).toBe(true)
    expect(seen).toEqual(['bad', 'good'])
    expect([...(await files.list()).keys()]).toEqual([nameOf('good')])
  })

  test('that were stored again since they were found unneeded are not deleted', async () => {
    const files = open()
    await files.put(bytesOf('The plan'))
    await files.remove(nameOf('The plan'), Date.now() - 1_000)
    expect(await files.has(nameOf('The plan'))).toBe(true)
    await files.remove(nameOf('The plan'), Date.now() + 1_000)
    expect(await files.has(nameOf('The plan'))).toBe(false)
  })
})

describe('files in a folder', () => {
  test('are readable by their owner only, and no other file is left', async () => {
    const files = filesInFolder(folder)
    await files.put(bytesOf('The plan'))
    const path = pathIn(folder, nameOf('The plan'))
    expect(path).toBe(join(folder, nameOf('The plan').slice(0, 2), nameOf('The plan')))
    const mode = (of: string) => (statSync(of).mode & 0o777).toString(8)
    expect([mode(folder), mode(join(path, '..')), mode(path)]).toEqual(['700', '700', '600'])
    expect(readdirSync(folder)).toEqual([nameOf('The plan').slice(0, 2)])
  })

  test('whose bytes were changed or truncated are never read to the end', async () => {
    const files = filesInFolder(folder)
    const text = 'A plan of many words. '.repeat(20_000)
    for (const harm of [
      (bytes: Buffer) => bytes.fill(0x5a, 9, 10),
      (bytes: Buffer) => bytes.subarray(0, 99),
    ]) {
      await files.put(bytesOf(text))
      const path = pathIn(folder, nameOf(text))
      writeFileSync(path, harm(readFileSync(path)))
      await expect(textOf(files, nameOf(text))).rejects.toThrow('is not what was stored')
    }
    // Uploading the document again repairs the file.
    await files.put(bytesOf(text))
    expect(await textOf(files, nameOf(text))).toBe(text)
  })

  test('that cannot be written are refused as a storage failure', async () => {
    writeFileSync(folder, 'a file where the folder should be')
    await expect(filesInFolder(folder).put(bytesOf('x'))).rejects.toMatchObject({
      refusal: { code: 'storage-failed' },
    })
  })

  test('that were partly written when the process ended are deleted later', async () => {
    mkdirSync(folder)
    const [old, young] = ['old.part', 'young.part'].map((name) => join(folder, name)) as [string, string]
    for (const part of [old, young]) writeFileSync(part, 'half a pl')
    utimesSync(old, new Date(0), new Date(0))
    await filesInFolder(folder).tidy(Date.now() - 1_000_000)
    expect([existsSync(old), existsSync(young)]).toEqual([false, true])
  })
})
