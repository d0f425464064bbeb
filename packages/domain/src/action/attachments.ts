import type { KeptAttachment } from '../attachment/attachment.ts'
import { attachmentFields } from '../attachment/fields.ts'
import type { Recorded } from '../stream/event.ts'
import { attachmentField, changesOfAction } from './changes.ts'
import type { ActionEvent } from './events.ts'

type Attachments = readonly KeptAttachment[]
type AttachmentEvent = Recorded<
  Extract<ActionEvent, { type: 'attachment-added' | 'attachment-changed' | 'attachment-removed' }>
>

/** The files and links of an action after an event. */
export const attachmentsWith = (attachments: Attachments, event: AttachmentEvent): Attachments => {
  const isIt = ({ id }: KeptAttachment) => id === event.facts.attachmentId
  if (event.type === 'attachment-added')
    return attachments.some(isIt) ? attachments : [...attachments, attachmentOf(event)]
  if (event.type === 'attachment-removed') return attachments.filter((each) => !isIt(each))
  const { evidence } = event.facts
  const { title } = event.words
  const changed = attachments.map((each) =>
    isIt(each)
      ? { ...each, title: title ?? each.title, evidence: evidence === undefined ? each.evidence : evidence }
      : each,
  )
  return attachmentsTouched(changed, changesOfAction(event), event.position)
}

/** The files and links of an action where an event changed some of its fields, with the version of the event. */
export const attachmentsTouched = (
  attachments: Attachments,
  changed: readonly string[],
  position: number,
): Attachments =>
  attachments.map((each) => {
    const touched = { ...each.touched }
    for (const field of attachmentFields)
      if (changed.includes(attachmentField(each.id, field)))
        touched[field] = Math.max(touched[field], position)
    return { ...each, touched }
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
  file: facts.file && { ...facts.file, name: words.name ?? '' },
  url: words.url,
  evidence: facts.evidence,
  on: effectiveOn,
  touched: { title: position, evidence: position },
})
