import type { AttachmentKeeper } from '@beatbook/contract'
import { err, ok, type Refusal } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { findAction } from '../action/address.ts'
import type { Schema } from '../schema.ts'
import { streamOf } from '../stream/events.ts'
import type { WritingSide } from '../writer/write.ts'
import { refusalToUpload } from './uploads.ts'

/** Keeps uploaded files until a command names them, and finds the files of actions. */
export const attachmentKeeper = (db: Kysely<Schema>, submit: WritingSide['submit']): AttachmentKeeper => ({
  async mayUpload(person, now) {
    const refusal = await refusalToUpload(db, person, now)
    return refusal === null ? ok(null) : err(refusal)
  },
  async keep(upload) {
    const refusal = (await submit({ write: 'put-upload', upload })) as Refusal | null
    return refusal === null ? ok(null) : err(refusal)
  },
  async file(address, attachmentId) {
    const found = await findAction(db, address)
    if (!found.ok) return found
    for (const event of await streamOf(db, 'action', found.value.action_id)) {
      if (event.type !== 'attachment-added' || event.facts.attachmentId !== attachmentId) continue
      const { file } = event.facts
      return ok(file === null ? null : { ...file, name: event.words.name ?? '' })
    }
    return ok(null)
  },
})
