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
      <label class="choice-line">
        <input
          type="checkbox"
          checked={props.evidence}
          onChange={(event) => props.onChange({ evidence: event.currentTarget.checked })}
        />{' '}
        Evidence that something was done
      </label>
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
