import type { Attachment } from '@beatbook/domain'
import { dayWords } from '@beatbook/domain/english'
import { sizeWords } from '../document/original.ts'

/** What an attachment is: "File, 2 KB" or "Web link". */
export const attachmentKind = ({ file }: Pick<Attachment, 'file'>): string =>
  file === null ? 'Web link' : `File, ${sizeWords(file.bytes)}`

/** That an attachment is evidence, and of which day; `null` where it is none. */
export const evidenceWords = ({ evidence }: Pick<Attachment, 'evidence'>): string | null =>
  evidence === null ? null : `Evidence of ${dayWords(evidence)}`

/** How many attachments a row has: "3, 1 as evidence"; empty for none. */
export const attachedWords = ({ count, evidence }: { count: number; evidence: number }): string =>
  count === 0 ? '' : evidence === 0 ? String(count) : `${count}, ${evidence} as evidence`
