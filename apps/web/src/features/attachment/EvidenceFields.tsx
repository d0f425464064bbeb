import { createUniqueId, Show } from 'solid-js'
import { TextField } from '../../ui/Field.tsx'

/** Whether a file or link is evidence, and of which day, as it is typed. */
export const EvidenceFields = (props: {
  evidence: boolean
  on: string
  hint: string
  error?: string | undefined
  onChange: (given: { evidence?: boolean; evidenceOn?: string }) => void
}) => {
  const id = createUniqueId()
  return (
    <div>
      <div class="govuk-checkboxes govuk-checkboxes--small">
        <div class="govuk-checkboxes__item">
          <input
            class="govuk-checkboxes__input"
            id={`${id}-evidence`}
            type="checkbox"
            checked={props.evidence}
            onChange={(event) => props.onChange({ evidence: event.currentTarget.checked })}
          />
          <label class="govuk-label govuk-checkboxes__label" for={`${id}-evidence`}>
            Evidence that something was done
          </label>
        </div>
      </div>
      <Show when={props.evidence}>
        <TextField
          id={`${id}-on`}
          label="Done on"
          hint={props.hint}
          error={props.error}
          value={props.on}
          autocomplete="off"
          onInput={(event) => props.onChange({ evidenceOn: event.currentTarget.value })}
        />
      </Show>
    </div>
  )
}
