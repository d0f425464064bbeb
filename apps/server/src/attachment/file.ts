import { callerWho } from '@beatbook/api'
import type { AttachmentKeeper, FileStore } from '@beatbook/contract'
import { refuse } from '@beatbook/domain'
import { sendFile } from '../file/send.ts'
import type { HttpContext } from '../http/caller.ts'
import { refuseWith } from '../http/errors.ts'
import type { SecurityLog } from '../http/security-log.ts'

export interface AttachedParts {
  readonly attachments: Pick<AttachmentKeeper, 'file'>
  readonly files: Pick<FileStore, 'get' | 'has'>
  readonly security: SecurityLog
}

/**
 * `GET /api/actions/ACTION/files/ID`: a file that an action has or had, for who may read the action (its id, or
 * its address with an encoded slash), sent as by `sendFile`. Refused with `not-found` also where the attachment
 * is a web link.
 */
export const sendAttached =
  ({ attachments, files, security }: AttachedParts) =>
  async (c: HttpContext) => {
    const person = c.get('person')
    const caller = callerWho(person, 'read')
    if (!caller.ok) {
      if (person !== null)
        security.writeSeldom(c, 'refused-forbidden', { person: person.id, at: 'attachments.file' })
      return refuseWith(c, caller.error)
    }
    const [address = '', id = ''] = [c.req.param('action'), c.req.param('id')]
    const found = await attachments.file(address, id)
    if (!found.ok)
      return refuseWith(
        c,
        found.error.code === 'ambiguous-address'
          ? refuse('ambiguous-address', { address, candidates: [...found.error.candidates] })
          : refuse('not-found', { what: 'action', asked: address }),
      )
    if (found.value === null) return refuseWith(c, refuse('not-found', { what: 'attachment', id }))
    return sendFile(c, files, found.value)
  }
