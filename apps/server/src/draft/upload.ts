import { callerWho } from '@beatbook/api'
import { limits } from '@beatbook/documents'
import { type DraftKeeper, holdWhatIsToCome, type Instant, type IsoDate, refuse } from '@beatbook/domain'
import * as z from 'zod'
import { readBody } from '../http/body.ts'
import type { HttpContext } from '../http/caller.ts'
import { failWith, refuseWith } from '../http/errors.ts'
import type { SecurityLog } from '../http/security-log.ts'
import type { Reader } from './reader.ts'

export interface UploadParts {
  readonly drafts: Pick<DraftKeeper, 'put'>
  readonly read: Reader
  readonly security: SecurityLog
  readonly now: () => Instant
  readonly today: (now: Instant) => IsoDate
  readonly newId: () => string
}

/** `POST /api/drafts?name=FILE&quarters=financial|calendar` with the document's bytes (or pasted text) as the body: reads it and keeps the draft, answering 201 with its id. */
export const uploadDraft = (parts: UploadParts) => async (c: HttpContext) => {
  const person = c.get('person')
  const caller = callerWho(person, 'edit')
  if (!caller.ok) {
    if (person !== null) parts.security.writeSeldom(c, 'refused-forbidden', { person: person.id, at: 'drafts.upload' })
    return refuseWith(c, caller.error)
  }
  const name = c.req.query('name')?.trim()
  if (!name || name.length > 255) return refuseWith(c, refuse('bad-input', { path: 'name', rule: name ? 'too_big' : 'too_small' }))

  const quarters = z.enum(['financial', 'calendar']).optional().safeParse(c.req.query('quarters'))
  if (!quarters.success) return refuseWith(c, refuse('bad-input', { path: 'quarters', rule: 'invalid_value' }))

  const body = await readBody(c.req.raw, limits.fileBytes)
  if (!body.ok) return failWith(c, { code: body.error, args: { name, limit: limits.fileBytes } })
  const draft = await parts.read({ name, bytes: body.value, quarters: quarters.data })
  if (!draft.ok) return failWith(c, draft.error)
  const id = parts.newId()
  const now = parts.now()
  await parts.drafts.put({ id, author: caller.value.id, now, draft: holdWhatIsToCome(draft.value, parts.today(now)) })
  return c.json({ id }, 201)
}
