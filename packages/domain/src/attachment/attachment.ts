import * as z from 'zod'
import { isoDate } from '../calendar/date.ts'
import { storedFile } from '../document/original.ts'
import { id } from '../id.ts'

/** A stored file with the name under which it was brought. */
export const namedFile = storedFile.extend({ name: z.string() })
export type NamedFile = z.infer<typeof namedFile>

/**
 * A file or a web link of an action, or of one of its updates (`updateId`): exactly one of `file` and `url` is
 * there. `evidence` is the day on which what it shows was done; `null` where it is no evidence. It is there
 * from the day `on`.
 */
export const attachment = z.object({
  id,
  updateId: id.nullable(),
  title: z.string(),
  file: namedFile.nullable(),
  url: z.string().nullable(),
  evidence: isoDate.nullable(),
  on: isoDate,
})
export type Attachment = z.infer<typeof attachment>

/** An attachment in a state; `touched` has the version of each field, which a command sends as `seen`. */
export const keptAttachment = attachment.extend({
  touched: z.object({ title: z.int(), evidence: z.int() }),
})
export type KeptAttachment = z.infer<typeof keptAttachment>
