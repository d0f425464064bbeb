import { isWebAddress, MOST_WITH_UPDATE, readDay, refuse } from '@beatbook/domain'
import { refusalSentence } from '@beatbook/domain/english'
import { createSignal, onCleanup } from 'solid-js'
import { createStore } from 'solid-js/store'
import { v7 as newId } from 'uuid'
import { uploadFile } from './upload.ts'

/** A file or a web address that a form will attach. `part` is what was sent of a file, 0 to 1. */
export interface Item {
  /** The id that the attachment will have. */
  readonly id: string
  readonly name: string
  readonly bytes: number | null
  readonly url: string | null
  readonly part: number
  readonly uploadId: string | null
  /** Why the file was not kept; `null` where it was, or is being sent. */
  readonly failed: string | null
  readonly title: string
  readonly evidence: boolean
  /** The day of the evidence as it is typed; empty for the day it is attached. */
  readonly evidenceOn: string
}

/** What a command attaches of an item. */
export interface GivenItem {
  readonly attachmentId: string
  readonly uploadId?: string
  readonly url?: string
  readonly title?: string
  readonly evidence?: boolean
  readonly evidenceOn?: string
}

/** The files and web addresses of a form: files are sent as soon as they are chosen, one after the other. */
export const createAttaching = () => {
  const [items, setItems] = createStore<Item[]>([])
  const stops = new Map<string, AbortController>()
  const change = (id: string, given: Partial<Item>) => setItems((item) => item.id === id, given)
  let sending = Promise.resolve()
  const [waiting, setWaiting] = createSignal(false)
  const allSent = async () => {
    for (let sent: unknown; sent !== sending; ) {
      sent = sending
      await sent
    }
  }

  const send = async (id: string, file: File) => {
    const stop = stops.get(id)
    if (stop === undefined || stop.signal.aborted) return
    const uploaded = await uploadFile(
      { name: file.name, body: file },
      (part) => change(id, { part }),
      stop.signal,
    )
    change(id, uploaded.ok ? { part: 1, uploadId: uploaded.id } : { failed: uploaded.words })
  }
  const add = (given: Pick<Item, 'name' | 'bytes' | 'url'>): string => {
    const id = newId()
    const empty = { uploadId: null, failed: null, title: '', evidence: false, evidenceOn: '' }
    setItems(items.length, { id, part: given.url === null ? 0 : 1, ...empty, ...given })
    return id
  }
  /** Stops what is being sent. */
  const stopAll = () => {
    for (const stop of stops.values()) stop.abort()
  }
  onCleanup(stopAll)

  return {
    items,
    /** Adds files and sends them; returns what is wrong with their number, or `null`. */
    addFiles(files: readonly File[]): string | null {
      if (items.length + files.length > MOST_WITH_UPDATE)
        return `Attach at most ${MOST_WITH_UPDATE} files and links at once.`
      for (const file of files) {
        const id = add({ name: file.name, bytes: file.size, url: null })
        stops.set(id, new AbortController())
        sending = sending.then(() => send(id, file))
      }
      return null
    },
    /** Adds a web address; returns what is wrong with it, or `null`. */
    addAddress(typed: string): string | null {
      const url = typed.trim()
      if (!isWebAddress(url))
        return refusalSentence(refuse('bad-input', { path: 'url', rule: 'web-address' }))
      if (items.length >= MOST_WITH_UPDATE)
        return `Attach at most ${MOST_WITH_UPDATE} files and links at once.`
      add({ name: url, bytes: null, url })
      return null
    },
    change,
    remove(id: string) {
      stops.get(id)?.abort()
      stops.delete(id)
      setItems((all) => all.filter((item) => item.id !== id))
    },
    /** Whether the form waits for its files; it is sent once they are. */
    waiting,
    /** Whether files are still being sent. Then the form is submitted again once they are, unless it was closed. */
    waits(form: HTMLFormElement): boolean {
      if (!items.some(isSending)) return false
      if (!waiting()) {
        setWaiting(true)
        void allSent().then(() => {
          setWaiting(false)
          if (form.isConnected) form.requestSubmit()
        })
      }
      return true
    },
    /** Why the items cannot be attached, once their files are sent, or `null`. */
    problem(): string | null {
      if (items.some(({ failed }) => failed !== null))
        return 'Remove the files that were not kept, or send them again.'
      const unread = items.find(({ evidence, evidenceOn }) => evidence && dayOf(evidenceOn) === null)
      return unread === undefined ? null : 'Write the day of the evidence like 31/10/2026 or 31 October 2026'
    },
    /** What a command attaches of each item; call it where there is no problem. */
    given: (): GivenItem[] =>
      items.map(({ id, uploadId, url, title, evidence, evidenceOn }) => {
        const on = dayOf(evidenceOn)
        return {
          attachmentId: id,
          ...(url === null ? { uploadId: uploadId ?? '' } : { url }),
          ...(title.trim() === '' ? {} : { title: title.trim() }),
          ...(evidence ? { evidence } : {}),
          ...(evidence && on ? { evidenceOn: on } : {}),
        }
      }),
  }
}

/** Whether a file is still being sent. */
export const isSending = ({ url, uploadId, failed }: Item): boolean =>
  url === null && uploadId === null && failed === null

export type Attaching = ReturnType<typeof createAttaching>

/** A day as it is typed; `undefined` for none, `null` where it is no day. */
export const dayOf = (typed: string) => (typed.trim() === '' ? undefined : readDay(typed.trim()))
