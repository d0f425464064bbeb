import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { actionQuestion } from '@beatbook/contract'
import { MOST_UPLOADS } from '@beatbook/domain'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { pathIn } from '../file/local.ts'
import { openStore, type Store } from '../open.ts'
import { backupRecord, filesOf } from '../record/backup.ts'
import { checkRecord } from '../record/check.ts'
import { accept, actionAt, anId, anUpdateOf, at, by, forms, freshStore, harbour, textOf } from '../testing.ts'

const page = 'https://www.arden.example/doorbells'
const plan = harbour({ ref: '1' }, { ref: '2' })

/** Stores `text` as an uploaded file; returns the id of the upload and the name of the file. */
const uploadFile = async (store: Store, text: string, person = 'ada', seconds = 0) => {
  const file = await store.files.put(new TextEncoder().encode(text))
  if (!file.ok) throw new Error(file.error.code)
  const uploadId = anId()
  const named = { ...file.value, name: 'doorbell.jpg' }
  const kept = await store.attachments.keep({ id: uploadId, person, file: named, now: at(seconds) })
  return { uploadId, sha256: file.value.sha256, kept }
}

const attach = (store: Store, actionId: string, given: object, seconds = 0, actor = 'ada') =>
  store.commands.run(
    'add-attachment',
    { commandId: anId(), actionId, attachmentId: anId(), ...given },
    by(actor, seconds),
  )

describe.each(forms)('in a record $form', (form) => {
  let store: Awaited<ReturnType<typeof freshStore>>
  let actionId: string
  beforeEach(async () => {
    store = await freshStore(form)
    await accept(store, plan)
    actionId = (await actionAt(store, 'harbour/1')).id
  })
  afterEach(() => store.close())

  test('an uploaded file is attached, read as at a day and as known at an instant, and removed', async () => {
    const { uploadId, sha256 } = await uploadFile(store, 'a picture of a doorbell')
    const attachmentId = anId()
    const given = { attachmentId, uploadId, title: 'Fitted', evidence: true, evidenceOn: '2026-04-01' }
    expect(await attach(store, actionId, { ...given, on: '2026-04-02' }, 1)).toMatchObject({ ok: true })
    const file = { sha256, bytes: 23, name: 'doorbell.jpg' }
    expect((await actionAt(store, 'harbour/1')).attachments).toMatchObject([
      { id: attachmentId, title: 'Fitted', file, url: null, evidence: '2026-04-01', on: '2026-04-02' },
    ])
    const gone = { commandId: anId(), actionId, attachmentId, seen: {} }
    expect(await store.commands.run('remove-attachment', gone, by('ada', 3))).toMatchObject({ ok: true })
    const seen = async (when: Parameters<typeof actionAt>[2]) =>
      (await actionAt(store, 'harbour/1', when)).attached
    expect(await seen({})).toEqual({ count: 0, evidence: 0 })
    expect(await seen({ asAt: '2026-04-01' })).toEqual({ count: 0, evidence: 0 })
    expect(await seen({ asAt: '2026-04-02' })).toEqual({ count: 1, evidence: 1 })
    expect(await seen({ knownAt: at(2) })).toEqual({ count: 1, evidence: 1 })
    // What was removed is read on the days on which it was there.
    expect(await store.attachments.file('harbour/1', attachmentId)).toEqual({ ok: true, value: file })
    expect(await textOf(store.files, sha256)).toBe('a picture of a doorbell')
    expect(
      await store.commands.run('undo-command', { commandId: anId(), undoes: gone.commandId }, by('ada', 4)),
    ).toMatchObject({ ok: true })
    expect(await seen({})).toEqual({ count: 1, evidence: 1 })
    const { rows } = await store.actions.changes({ plan: 'harbour', since: at(1), limit: 10 })
    expect(rows.map(({ type, text }) => [type, text])).toEqual([
      ['attachment-added', 'Fitted'],
      ['attachment-removed', null],
      ['command-undone', null],
    ])
  })

  test('an update brings files and links, and completes the action by their evidence', async () => {
    const { uploadId } = await uploadFile(store, 'a register')
    const update = anUpdateOf(actionId, {
      text: 'All fitted',
      stage: 'complete',
      attachments: [
        { attachmentId: anId(), uploadId, title: 'Register', evidence: true },
        { attachmentId: anId(), url: page },
      ],
    })
    expect(await store.commands.run('record-update', update, by('ada', 1))).toMatchObject({ ok: true })
    expect((await actionAt(store, 'harbour/1')).attachments).toMatchObject([
      { title: 'Register', updateId: update.updateId },
      { title: page, updateId: update.updateId },
    ])
    const why = await store.rating.why('harbour/1', {})
    expect(why).toMatchObject({ ok: true, value: { completed: { evidence: [{ title: 'Register' }] } } })
  })

  test('lists are narrowed to what has evidence and to what has none, on every day', async () => {
    await attach(store, actionId, { url: page, evidence: true, on: '2026-05-01' }, 1)
    await attach(store, (await actionAt(store, 'harbour/2')).id, { url: page }, 2)
    const listed = async (given: object) => {
      const { rows, count } = await store.actions.list(actionQuestion.parse({ plan: 'harbour', ...given }))
      expect(count).toBe(rows.length)
      return rows.map(({ ref }) => ref)
    }
    expect(await listed({ evidence: true })).toEqual(['1'])
    expect(await listed({ evidence: false })).toEqual(['2'])
    expect(await listed({ evidence: true, asAt: '2026-04-30' })).toEqual([])
    expect(await listed({ evidence: false, asAt: '2026-04-30' })).toEqual(['1', '2'])
    expect(await listed({ evidence: true, limit: 1 })).toEqual(['1'])
  })

  test('an upload is for who brought it, for a day', async () => {
    const { uploadId } = await uploadFile(store, 'a register')
    const missing = { ok: false, error: { code: 'not-found', args: { what: 'upload', id: uploadId } } }
    expect(await attach(store, actionId, { uploadId }, 1, 'ben')).toEqual(missing)
    expect(await attach(store, actionId, { uploadId }, 86_401)).toEqual(missing)
    expect(await attach(store, actionId, { uploadId }, 86_399)).toMatchObject({ ok: true })
  })

  test('a person has at most so many uploads that wait', async () => {
    for (let count = 0; count < MOST_UPLOADS; count++) await uploadFile(store, 'the same bytes')
    const full = { ok: false, error: { code: 'uploads-full', args: { limit: MOST_UPLOADS } } }
    expect((await uploadFile(store, 'one more')).kept).toEqual(full)
    expect(await store.attachments.mayUpload('ada', at(0))).toEqual(full)
    expect((await uploadFile(store, 'another’s', 'ben')).kept).toEqual({ ok: true, value: null })
    expect(await store.attachments.mayUpload('ada', at(86_401))).toEqual({ ok: true, value: null })
  })

  test('there is no file where the attachment is a link, or of another action', async () => {
    const attachmentId = anId()
    await attach(store, actionId, { attachmentId, url: page }, 1)
    expect(await store.attachments.file('harbour/1', attachmentId)).toEqual({ ok: true, value: null })
    expect(await store.attachments.file('harbour/2', attachmentId)).toEqual({ ok: true, value: null })
    expect(await store.attachments.file('harbour/9', attachmentId)).toMatchObject({ ok: false })
  })
})

describe('the files of a record in a file', () => {
  let folder: string
  let file: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'beatbook-'))
    file = join(folder, 'record.db')
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))
  const open = (seconds = 0) => openStore({ url: `sqlite:${file}`, now: () => at(seconds), thread: false })
  const files = () => `${file}.files`
  const storedNow = () =>
    readdirSync(files())
      .filter((name) => name.length === 2)
      .flatMap((pair) => readdirSync(join(files(), pair)))
      .sort()
  const age = () => {
    for (const sha256 of storedNow()) utimesSync(pathIn(files(), sha256), new Date(0), new Date(0))
  }

  test('stay while an entry or an upload names them, and are swept when nothing has for a day', async () => {
    const store = await open()
    await accept(store, plan)
    const { id: actionId } = await actionAt(store, 'harbour/1')
    const [kept, undone, waiting, crest] = await Promise.all(
      ['kept', 'undone', 'waiting', 'crest'].map((text) => uploadFile(store, text)),
    )
    if (!kept || !undone || !waiting || !crest) throw new Error('no uploads')
    await attach(store, actionId, { uploadId: kept.uploadId })
    const commandId = anId()
    const given = { commandId, actionId, attachmentId: anId(), uploadId: undone.uploadId }
    await store.commands.run('add-attachment', given, by('ada', 1))
    await store.commands.run('undo-command', { commandId: anId(), undoes: commandId }, by('ada', 2))
    for (const uploadId of [crest.uploadId, null])
      expect(
        await store.commands.run('set-crest', { commandId: anId(), uploadId, seen: {} }, by('ada', 3)),
      ).toMatchObject({ ok: true })
    await store.close()
    age()
    const all = [kept, undone, waiting, crest].map(({ sha256 }) => sha256).sort()
    const again = await open()
    expect(await again.sweepFiles()).toEqual({ named: 4, missing: 0 })
    expect(storedNow()).toEqual(all)
    await again.close()
    // A day later the upload that nobody attached is gone, and the day of its file begins.
    const later = await open(86_401)
    await later.sweepFiles()
    expect(storedNow()).toEqual(all)
    await later.close()
    age()
    const last = await open(2 * 86_401)
    expect(await last.sweepFiles()).toEqual({ named: 3, missing: 0 })
    expect(storedNow()).toEqual([kept.sha256, undone.sha256, crest.sha256].sort())
    await last.close()
  })

  test('are in a backup and its check, and a missing one is named', async () => {
    const store = await open()
    await accept(store, plan)
    const { id: actionId } = await actionAt(store, 'harbour/1')
    const { uploadId, sha256 } = await uploadFile(store, 'a picture')
    await attach(store, actionId, { uploadId })
    await store.close()
    const to = join(folder, 'backup.db')
    const { files: copied, checked } = await backupRecord(file, to)
    expect([copied, checked.faults]).toEqual([1, []])
    expect(readdirSync(join(filesOf(to), sha256.slice(0, 2)))).toEqual([sha256])
    rmSync(pathIn(files(), sha256))
    expect((await checkRecord(file)).faults).toEqual([
      { check: 'files', found: 1, where: [`doorbell.jpg is missing (${sha256})`] },
    ])
  })

  test('are there for every attachment that was acknowledged, however often the process is killed', async () => {
    const store = await open()
    await accept(store, plan)
    await store.close()
    const script = fileURLToPath(new URL('./testing/attach-until-killed.ts', import.meta.url))
    const acknowledged: string[] = []
    for (const rounds of [3, 8]) {
      const child = spawn(process.execPath, [script, `sqlite:${file}`], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      const until = acknowledged.length + rounds
      for await (const line of createInterface(child.stdout)) {
        acknowledged.push(line)
        if (acknowledged.length === until) child.kill('SIGKILL')
      }
    }
    expect((await checkRecord(file)).faults).toEqual([])
    age()
    const again = await open()
    const { missing } = await again.sweepFiles()
    expect(missing).toBe(0)
    const { attachments } = await actionAt(again, 'harbour/1')
    const attached = new Map(attachments.map(({ id, file }) => [id, file?.sha256]))
    for (const line of acknowledged) {
      const [attachmentId = '', sha256 = ''] = line.split(' ')
      expect(attached.get(attachmentId)).toBe(sha256)
      expect(await again.files.has(sha256)).toBe(true)
    }
    await again.close()
  })
})
