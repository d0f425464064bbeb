import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openStore, type Store } from '../open.ts'
import { checkRecord } from '../record/check.ts'
import {
  accept,
  anId,
  at,
  by,
  everyForm,
  freshStore,
  harbour,
  textOf,
  upload,
  uploadAndAccept,
} from '../testing.ts'
import { pathIn } from './local.ts'

let folder: string
let file: string
let files: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'beatbook-'))
  file = join(folder, 'record.db')
  files = `${file}.files`
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const open = (path = file): Promise<Store> =>
  openStore({ url: `sqlite:${path}`, now: () => at(0), thread: false })
const draft = harbour({ ref: '1' }, { ref: '2' })
const aged = (sha256: string) => utimesSync(pathIn(files, sha256), new Date(0), new Date(0))
const storedNow = (): string[] =>
  readdirSync(files)
    .filter((name) => name.length === 2)
    .flatMap((pair) => readdirSync(join(files, pair)))
    .sort()

describe.each(everyForm)('a record $form', (form) => {
  test('refers to the file of an accepted document, and returns its bytes', async () => {
    const store = await freshStore(form)
    const { documentId, sha256 } = await uploadAndAccept(store, draft, 'Harbour, as it was brought')
    const original = { sha256, bytes: 26, format: 'text' }
    expect(await store.documents.original(documentId)).toEqual({ name: 'harbour.txt', original })
    expect(await store.documents.list()).toMatchObject([{ original }])
    expect(await store.documents.get(documentId)).toMatchObject({ original, originalMissing: false })
    expect(await textOf(store.files, sha256)).toBe('Harbour, as it was brought')
    expect(await store.sweepFiles()).toEqual({ named: 1, missing: 0 })
    await store.close()
  })

  test('has no file for a document that was accepted without one', async () => {
    const store = await freshStore(form)
    await accept(store, draft)
    const [document] = await store.documents.list()
    expect(document?.original).toBeNull()
    expect(await store.documents.get(document?.id ?? '')).toMatchObject({
      original: null,
      originalMissing: false,
    })
    expect(await store.documents.original(document?.id ?? '')).toEqual({
      name: 'harbour.txt',
      original: null,
    })
    expect(await store.documents.original(anId())).toBeNull()
    await store.close()
  })
})

describe('a file that nothing refers to for a day is deleted', () => {
  test('and one that a draft or a document refers to is not', async () => {
    const store = await open()
    const accepted = await uploadAndAccept(store, draft, 'accepted')
    const drafted = await upload(store, draft, 'drafted')
    const put = await store.files.put(new TextEncoder().encode('named by nothing'))
    const unnamed = put.ok ? put.value.sha256 : ''
    await store.close()
    for (const sha256 of [accepted.sha256, drafted.sha256, unnamed]) aged(sha256)

    const again = await open()
    expect(await again.sweepFiles()).toEqual({ named: 2, missing: 0 })
    expect(storedNow()).toEqual([accepted.sha256, drafted.sha256].sort())
    // The file of a deleted draft remains for another day.
    await again.drafts.discard(drafted.draftId, 'ada')
    await again.sweepFiles()
    expect(storedNow()).toContain(drafted.sha256)
    await again.close()
    aged(drafted.sha256)
    const later = await open()
    await later.sweepFiles()
    expect(storedNow()).toEqual([accepted.sha256])
    await later.close()
  })
})

test('a document is uploaded and accepted with its file, however often the process is killed', async () => {
  const url = `sqlite:${file}`
  await (await open()).close()
  const acknowledged: string[] = []
  for (const rounds of [3, 8]) {
    const child = spawn(
      process.execPath,
      [fileURLToPath(new URL('./testing/upload-until-killed.ts', import.meta.url)), url],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    const until = acknowledged.length + rounds
    for await (const line of createInterface(child.stdout)) {
      acknowledged.push(line)
      if (acknowledged.length === until) child.kill('SIGKILL')
    }
  }
  expect((await checkRecord(file)).faults).toEqual([])
  const store = await open()
  const documents = new Map((await store.documents.list()).map(({ id, original }) => [id, original?.sha256]))
  for (const line of acknowledged) {
    const [documentId = '', sha256 = ''] = line.split(' ')
    expect(documents.get(documentId)).toBe(sha256)
    expect(await store.files.has(sha256)).toBe(true)
  }
  await store.close()
  // Exactly the files that were stored and never referred to are deleted.
  for (const sha256 of storedNow()) aged(sha256)
  const again = await open()
  const { named, missing } = await again.sweepFiles()
  expect(missing).toBe(0)
  expect(storedNow()).toHaveLength(named)
  expect(named).toBeLessThanOrEqual(documents.size + 2 * 4)
  await again.close()
})

test('a kill between storing a file and referring to it leaves a file that is deleted later', async () => {
  const store = await open()
  const put = await store.files.put(new TextEncoder().encode('brought, and then the lights went out'))
  const sha256 = put.ok ? put.value.sha256 : ''
  // A copy of the files at that moment, which is all that a killed process leaves.
  const left = mkdtempSync(join(tmpdir(), 'beatbook-'))
  cpSync(folder, left, { recursive: true })
  await store.close()
  rmSync(folder, { recursive: true })
  folder = left
  file = join(left, 'record.db')
  files = `${file}.files`
  expect((await checkRecord(file)).faults).toEqual([])
  aged(sha256)
  const again = await open()
  expect(await again.sweepFiles()).toEqual({ named: 0, missing: 0 })
  expect(storedNow()).toEqual([])
  await again.close()
})

describe('a record that is moved', () => {
  test('with its files has them', async () => {
    const store = await open()
    const { documentId, sha256 } = await uploadAndAccept(store, draft, 'Harbour')
    await store.close()
    const other = join(folder, 'other.db')
    for (const end of ['', '.marker', '.files']) renameSync(`${file}${end}`, `${other}${end}`)
    expect((await checkRecord(other)).faults).toEqual([])
    const moved = await open(other)
    expect(await moved.documents.get(documentId)).toMatchObject({ originalMissing: false })
    expect(readFileSync(pathIn(`${other}.files`, sha256), 'utf8')).toBe('Harbour')
    await moved.close()
  })

  test('without them opens, and reports what is missing', async () => {
    const store = await open()
    const { documentId, sha256 } = await uploadAndAccept(store, draft, 'Harbour')
    await store.close()
    const other = join(folder, 'other.db')
    for (const end of ['', '.marker']) renameSync(`${file}${end}`, `${other}${end}`)
    expect((await checkRecord(other)).faults).toEqual([
      { check: 'files', found: 1, where: [`harbour.txt is missing (${sha256})`] },
    ])
    const moved = await open(other)
    expect(await moved.sweepFiles()).toEqual({ named: 1, missing: 1 })
    expect(moved.condition().files).toMatchObject({ named: 1, missing: 1 })
    expect(await moved.documents.get(documentId)).toMatchObject({
      original: { sha256 },
      originalMissing: true,
    })
    expect(await moved.files.get(sha256)).toBeNull()
    await moved.close()
  })
})

test('a discarded draft and one that is not accepted become no document', async () => {
  const store = await open()
  const { draftId } = await upload(store, draft, 'Harbour')
  await store.drafts.discard(draftId, 'ada')
  const refused = await store.commands.run('accept-draft', { commandId: anId(), draftId, as: [] }, by('ada'))
  expect(refused).toMatchObject({ ok: false, error: { code: 'draft-not-found' } })
  expect(await store.documents.list()).toEqual([])
  await store.close()
})
