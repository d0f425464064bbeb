import type { Attachment, Change } from '@beatbook/domain'
import { dayWords } from '@beatbook/domain/english'
import { sizeWords } from '../document/original.ts'

type AttachmentChange = Extract<Change, { field: 'attachment' }>

/** What an attachment is: "File, 2 KB" or "Web link". */
export const attachmentKind = ({ file }: Pick<Attachment, 'file'>): string =>
  file === null ? 'Web link' : `File, ${sizeWords(file.bytes)}`

/** That an attachment is evidence, and of which day; `null` where it is none. */
export const evidenceWords = ({ evidence }: Pick<Attachment, 'evidence'>): string | null =>
  evidence === null ? null : `Evidence of ${dayWords(evidence)}`

/** How many attachments a row has: "3, 1 as evidence"; empty for none. */
export const attachedWords = ({ count, evidence }: { count: number; evidence: number }): string =>
  count === 0 ? '' : evidence === 0 ? String(count) : `${count}, ${evidence} as evidence`

/** What happened to a file or link, in words: "File attached: “Register”, evidence of 3 March 2026". */
export const attachmentTitle = ({ from, to }: AttachmentChange): string => {
  const thing = (to ?? from)?.file === null ? 'Link' : 'File'
  if (from === null)
    return to === null
      ? ''
      : `${thing} attached: “${to.title}”${to.evidence === null ? '' : `, evidence of ${dayWords(to.evidence)}`}`
  if (to === null) return `${thing} removed: “${from.title}”`
  const renamed = from.title === to.title ? [] : [`“${from.title}” renamed “${to.title}”`]
  const marked =
    from.evidence === to.evidence
      ? []
      : [
          to.evidence === null
            ? `${renamed.length === 0 ? `“${to.title}” is ` : ''}no longer evidence`
            : `${renamed.length === 0 ? `“${to.title}” marked as ` : 'marked as '}evidence of ${dayWords(to.evidence)}`,
        ]
  return [...renamed, ...marked].join(', ')
}
