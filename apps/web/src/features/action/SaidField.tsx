import type { ActionView } from '@beatbook/contract'
import {
  type ChoiceField,
  type ChoicesOf,
  CLEAR_INPUT,
  type SaidField as Field,
  fieldChoices,
  isChoice,
  isClearable,
} from '@beatbook/domain'
import { fieldWords, type plainFields, saidAlone, saidWithin, takenBackWords } from '@beatbook/domain/english'
import { For, Show } from 'solid-js'
import { SelectField, TextField } from '../../ui/Field.tsx'

/** The fields that need only their control; level and timescale need more. */
export type PlainField = 'stage' | (typeof plainFields)[number]

interface SaidFieldProps<F extends Field> {
  readonly field: F
  readonly action: ActionView
  readonly settings: ChoicesOf['settings']
  readonly typed: string
  readonly error: string | undefined
  readonly onType: (typed: string) => void
}

/** One field of an action in the form of an update: a select, or a percentage. */
export const SaidField = (props: SaidFieldProps<PlainField>) => (
  <Show
    when={isChoice(props.field) && props.field}
    fallback={
      <TextField
        id={props.field}
        label={`${fieldWords[props.field].label}, per cent (optional)`}
        hint={
          props.action[props.field] === null
            ? 'Not stated yet'
            : `Empty to keep ${saidWithin(props.field, props.action[props.field])}`
        }
        error={props.error}
        value={props.typed}
        onInput={(event) => props.onType(event.currentTarget.value)}
        inputmode="numeric"
        maxlength="4"
        autocomplete="off"
      />
    }
  >
    {(field) => <Choice {...props} field={field()} />}
  </Show>
)

const Choice = (props: SaidFieldProps<Exclude<ChoiceField, 'level'>>) => {
  const now = () => props.action[props.field]
  const codes = () =>
    fieldChoices[props.field]
      .of({ plan: props.action, settings: props.settings })
      .filter((code) => code === props.typed || code !== now())
  return (
    <SelectField
      id={props.field}
      label={fieldWords[props.field].label}
      error={props.error}
      onChange={(event) => props.onType(event.currentTarget.value)}
    >
      <option value="">stays {saidWithin(props.field, now())}</option>
      <For each={codes()}>
        {(code) => <option value={code}>{saidAlone(props.field, code as ReturnType<typeof now>)}</option>}
      </For>
      <Show when={now() !== null && isClearable(props.field)}>
        <option value={CLEAR_INPUT}>– {takenBackWords(props.field)}</option>
      </Show>
    </SelectField>
  )
}
