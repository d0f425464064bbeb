import type { Change } from '../action/history.ts'
import { dayWords } from './calendar.ts'

type AttachmentChange = Extract<Change, { field: 'attachment' }>

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
