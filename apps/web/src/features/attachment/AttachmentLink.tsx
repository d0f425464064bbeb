import type { Attachment } from '@beatbook/domain'
import { attachmentKind, evidenceWords } from '@beatbook/presentation'
import { Show } from 'solid-js'

/** A file to be saved, or a web page that opens beside this one, with what it is. */
export const AttachmentLink = (props: { actionId: string; attachment: Attachment }) => (
  <>
    <Show
      when={props.attachment.file}
      fallback={
        <a class="govuk-link" href={props.attachment.url ?? ''} target="_blank" rel="noopener noreferrer">
          {props.attachment.title}
          <span class="govuk-visually-hidden"> (opens in a new tab)</span>
        </a>
      }
    >
      {(file) => (
        <a
          class="govuk-link"
          href={`/api/actions/${props.actionId}/files/${props.attachment.id}`}
          download={file().name}
        >
          {props.attachment.title}
        </a>
      )}
    </Show>{' '}
    <span class="quiet">{attachmentKind(props.attachment)}</span>
    <Show when={evidenceWords(props.attachment)}>
      {(words) => (
        <>
          {' '}
          <strong class="evidence">{words()}</strong>
        </>
      )}
    </Show>
  </>
)
