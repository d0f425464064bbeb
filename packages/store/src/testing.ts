import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ActionQuestion, ActionView, FileStore, Outcome } from '@beatbook/contract'
import type { Draft, DraftAction, ReadAt, recordUpdate } from '@beatbook/domain'
import { aDraft, anAction, aPlan, aSection, countedIds, fixedClock, TODAY } from '@beatbook/testkit'
import type * as z from 'zod'
import { openStore, type Store, type StoreOptions } from './open.ts'
import { canStartCluster, freshDatabase } from './testing/cluster.ts'

type UpdateInput = z.output<typeof recordUpdate.input>

/** A way in which a record can be open. */
export interface Form {
  readonly form: string
  readonly thread: boolean
  /** Where it is: in memory, in a file, or in a database of PostgreSQL. */
  readonly file: boolean
  readonly server?: boolean
}

const inServer: Form = { form: 'in PostgreSQL', file: false, thread: false, server: true }
const inMemory: Form = { form: 'in memory', file: false, thread: false }

/** The form in PostgreSQL, alone in a list; an empty one where no PostgreSQL is installed. */
export const serverForms: readonly Form[] = canStartCluster() ? [inServer] : []

const inOneThread: Form = { form: 'in a file, writing in the same thread', file: true, thread: false }

/** The form of a server with SQLite. */
export const inOwnThread: Form = {
  form: 'in a file, writing in its own thread',
  file: true,
  thread: true,
}

/**
 * The ways in which a record can be open; all must behave the same. That in PostgreSQL is the last, and
 * missing where no PostgreSQL is installed; where `BEATBOOK_FORM` asks for it, it is the first, and what a
 * test does with one form it does with that.
 */
export const everyForm: readonly [Form, Form, Form, ...Form[]] = [
  process.env.BEATBOOK_FORM === inServer.form ? (serverForms[0] ?? inMemory) : inMemory,
  inOneThread,
  inOwnThread,
  ...(process.env.BEATBOOK_FORM === undefined ? serverForms : []),
]

/**
 * The forms for what a thread of the writer's own cannot change, since the same functions decide there: that one
 * is among them only with BEATBOOK_FULL, because half a second goes by until the thread has started.
 */
export const forms: readonly [Form, Form, ...Form[]] = [
  everyForm[0],
  inOneThread,
  ...everyForm.slice(2).filter((form) => form !== inOwnThread || process.env.BEATBOOK_FULL),
]

/** Opens an empty record in one of these ways; `close` also deletes it. */
export const freshStore = async (
  { file, thread, server = false }: Omit<Form, 'form'>,
  options: Partial<StoreOptions> = {},
): Promise<Store & { url: string }> => {
  const folder = file || server ? mkdtempSync(join(tmpdir(), 'beatbook-')) : null
  const database = server ? await freshDatabase() : null
  const url = database?.url ?? (folder === null ? 'sqlite::memory:' : `sqlite:${join(folder, 'record.db')}`)
  const files = server && folder !== null ? { files: join(folder, 'files') } : {}
  const store = await openStore({ url, thread, now: () => at(0), today: () => TODAY, ...files, ...options })
  return {
    ...store,
    url,
    close: async () => {
      await store.close()
      await database?.drop()
      if (folder !== null) rmSync(folder, { recursive: true })
    },
  }
}

/** A new id each time. */
export const anId = countedIds(7)

/** An instant `seconds` after noon on the day of the tests. */
export const at = (seconds: number): string =>
  new Date(Date.parse(fixedClock().now()) + seconds * 1000).toISOString()

/** Who sends a command, and when. */
export const by = (actor: string, seconds = 0) => ({ actor, now: at(seconds), today: TODAY })

/**
 * A draft of the Harbour plan, dated 1 March 2026: its actions in two sections, the last of them alone in the
 * second.
 */
export const harbour = (...actions: Partial<DraftAction>[]): Draft =>
  aDraft({
    // The source text must contain what is read from it, so that a different plan has a different text.
    source: {
      name: 'harbour.txt',
      format: 'text',
      pieces: [
        { text: 'Harbour', place: { line: 3 } },
        ...actions.map((action, index) => ({ text: JSON.stringify(action), place: { line: 4 + index } })),
      ],
    },
    plans: [
      aPlan({
        title: 'Harbour Delivery Plan',
        documentDate: { on: '2026-03-01', because: 'stated', said: '1 March 2026' },
        sections: [
          aSection({ key: 's1', title: 'On the street', actions: actions.slice(0, -1).map(anAction) }),
          aSection({ key: 's2', title: 'In the office', actions: actions.slice(-1).map(anAction) }),
        ],
      }),
    ],
  })

/** All bytes of a file as text; `null` where it is not there. */
export const textOf = async (files: Pick<FileStore, 'get'>, sha256: string): Promise<string | null> => {
  const pieces = await files.get(sha256)
  if (pieces === null) return null
  const all: Uint8Array[] = []
  for await (const piece of pieces) all.push(piece)
  return Buffer.concat(all).toString()
}

/** Stores `text` as a file, and a draft that was read from it. Returns the draft's id and the file's name. */
export const upload = async (
  store: Store,
  draft: Draft,
  text: string,
  actor = 'ada',
): Promise<{ draftId: string; sha256: string }> => {
  const file = await store.files.put(new TextEncoder().encode(text))
  if (!file.ok) throw new Error(file.error.code)
  const draftId = anId()
  await store.drafts.put({ id: draftId, author: actor, now: at(0), draft, file: file.value })
  return { draftId, sha256: file.value.sha256 }
}

/** Uploads and accepts a document. Returns its id and its file's name. Throws when it is refused. */
export const uploadAndAccept = async (
  store: Store,
  draft: Draft,
  text: string,
): Promise<{ documentId: string; sha256: string }> => {
  const { draftId, sha256 } = await upload(store, draft, text)
  const accepted = await store.commands.run(
    'accept-draft',
    { commandId: anId(), draftId, as: [], again: true },
    by('ada'),
  )
  if (!accepted.ok || accepted.value.documentId === null) throw new Error(JSON.stringify(accepted))
  return { documentId: accepted.value.documentId, sha256 }
}

/** Saves and accepts a draft. Returns the ids and codes of its plans. Throws when it is refused. */
export const accept = async (store: Store, draft: Draft, actor = 'ada'): Promise<Outcome> => {
  const draftId = anId()
  await store.drafts.put({ id: draftId, author: actor, now: at(0), draft })
  const accepted = await store.commands.run('accept-draft', { commandId: anId(), draftId, as: [] }, by(actor))
  if (!accepted.ok) throw new Error(JSON.stringify(accepted.error))
  return accepted.value
}

/** The action at an address. Throws where there is none. */
export const actionAt = async (store: Store, address: string, at?: ReadAt): Promise<ActionView> => {
  const found = await store.actions.get(address, at)
  if (!found.ok) throw new Error(JSON.stringify(found.error))
  return found.value
}

/** A valid update of an action; by default it has only a text. */
export const anUpdateOf = (actionId: string, given: Partial<UpdateInput> = {}): UpdateInput => ({
  commandId: anId(),
  actionId,
  updateId: anId(),
  text: 'Two walks a week',
  seen: {},
  ...given,
})

/** A question for the complete list in its default order. */
export const everything: ActionQuestion = {
  sort: 'place',
  descending: false,
  limit: 100,
  withdrawn: 'without',
}
