import type { KeptAttachment } from '../attachment/attachment.ts'
import { attachmentFields } from '../attachment/fields.ts'
import type { Recorded } from '../stream/event.ts'
import { attachmentField } from './changes.ts'
import type { ActionEvent } from './events.ts'

type Attachments = readonly KeptAttachment[]
type AttachmentEvent = Recorded<
  Extract<ActionEvent, { type: 'attachment-added' | 'attachment-changed' | 'attachment-removed' }>
>

/** The files and links of an action after an event. */
export const attachmentsWith = (attachments: Attachments, event: AttachmentEvent): Attachments => {
  const { attachmentId } = event.facts
  const known = attachments.some(({ id }) => id === attachmentId)
  switch (event.type) {
    case 'attachment-added':
      return known ? attachments : [...attachments, attachmentOf(event)]
    case 'attachment-removed':
      return known ? attachments.filter(({ id }) => id !== attachmentId) : attachments
    case 'attachment-changed': {
      const { evidence } = event.facts
      const { title } = event.words
      return attachments.map((each) =>
        each.id !== attachmentId
          ? each
          : {
              ...each,
              ...(title === undefined ? {} : { title }),
              ...(evidence === undefined ? {} : { evidence }),
              touched: {
                title: title === undefined ? each.touched.title : event.position,
                evidence: evidence === undefined ? each.touched.evidence : event.position,
              },
            },
      )
    }
  }
}

/** The files and links of an action where an undo changed some of its fields, with the version of the undo. */
export const attachmentsTouched = (
  attachments: Attachments,
  changed: readonly string[],
  position: number,
): Attachments =>
  attachments.map((each) => {
    const fields = attachmentFields.filter((field) => changed.includes(attachmentField(each.id, field)))
    if (fields.length === 0) return each
    const touched = fields.map((field) => [field, Math.max(each.touched[field], position)])
    return { ...each, touched: { ...each.touched, ...Object.fromEntries(touched) } }
  })

const attachmentOf = ({
  facts,
  words,
  effectiveOn,
  position,
}: Extract<AttachmentEvent, { type: 'attachment-added' }>): KeptAttachment => ({
  id: facts.attachmentId,
  updateId: facts.updateId,
  title: words.title,
  file: facts.file === null ? null : { ...facts.file, name: words.name ?? '' },
  url: words.url,
  evidence: facts.evidence,
  on: effectiveOn,
  touched: { title: position, evidence: position },
})
