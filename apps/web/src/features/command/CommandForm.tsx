import type { CommandInput } from '@beatbook/api/client'
import { type CommandName, commands } from '@beatbook/domain'
import {
  commandDone,
  commandTitle,
  type Field,
  fieldsOf,
  idCreated,
  idsMade,
  valueGiven,
} from '@beatbook/presentation'
import { createSignal, For, Match, Switch } from 'solid-js'
import { v7 as newId } from 'uuid'
import { DayField } from '../../ui/DayField.tsx'
import { ErrorSummary, errorOn, type FormError } from '../../ui/ErrorSummary.tsx'
import { SelectField, TextArea, TextField } from '../../ui/Field.tsx'
import { commandError } from './form-error.ts'
import { useCommand } from './use-command.ts'

interface CommandFormProps {
  readonly command: CommandName
  /** The initial values of the fields by name, as a person would write them. */
  readonly initial?: Readonly<Record<string, string>>
  /** Parts of the input that the context of the form determines: they have no field. */
  readonly given?: Readonly<Record<string, string>>
  /** Fields that make no sense in the context of the form. */
  readonly without?: readonly string[]
  /** The labels of fields whose names say less, by the field's name. */
  readonly labels?: Readonly<Record<string, string>>
  /** The labels of a field's choices, by the field's name and the choice. */
  readonly words?: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** The label of the button; “Save” by default. */
  readonly button?: string
  /** The versions of the displayed fields, with which the server detects a stale edit. */
  readonly seen?: Readonly<Record<string, number>>
  readonly onDone: (words: string, sent: Sent) => void
}

/** The ids of a command that was sent: its own, and that of what it creates. */
export interface Sent {
  readonly commandId: string
  readonly created: string | undefined
}

/**
 * The form of a command, generated from the schema of its input: for commands without a form of their own.
 */
export const CommandForm = (props: CommandFormProps) => {
  const definition = () => commands[props.command]
  const fields = () =>
    fieldsOf(definition())
      .filter(({ name }) => props.given?.[name] === undefined && !props.without?.includes(name))
      .map((field) => ({ ...field, label: props.labels?.[field.name] ?? field.label }))
  const { give, busy } = useCommand<CommandName>(definition())
  const [errors, setErrors] = createSignal<FormError[]>([])
  /** Several forms on a page may have fields with the same name. */
  const idOf = ({ name }: Pick<Field, 'name'>) =>
    [props.command, ...Object.values(props.given ?? {}), name].join('-')
  // Sending the same form twice sends the same command.
  let ids = idsMade(definition(), newId)

  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const form = event.currentTarget as HTMLFormElement
    const data = new FormData(form)
    const input: Record<string, unknown> = { ...ids, ...props.given }
    const missing: FormError[] = []
    for (const field of fields()) {
      const value = valueGiven(field, String(data.get(field.name) ?? ''))
      if (value !== undefined) input[field.name] = value
      // What a field showed as recorded and is no longer in it is taken away.
      else if (field.clearable && (props.initial?.[field.name] ?? '') !== '') input[field.name] = null
      else if (field.required) missing.push({ field: idOf(field), words: `Fill in “${field.label}”` })
    }
    if (props.seen !== undefined) input.seen = props.seen
    setErrors(missing)
    if (missing.length > 0) return
    const failure = await give(input as unknown as CommandInput<CommandName>)
    if (failure !== null) {
      const inputs = Object.fromEntries(fields().map((field) => [field.name, idOf(field)]))
      return setErrors([commandError(failure, { inputs })])
    }
    ids = idsMade(definition(), newId)
    // A new command begins with empty fields, so that pressing the button again does not repeat this one. Fields
    // that show what is recorded keep what was saved.
    if (props.initial === undefined) form.reset()
    const created = idCreated(definition(), input)
    props.onDone(commandDone(props.command, created), { commandId: String(input['commandId']), created })
  }

  return (
    <form class="narrow" aria-label={commandTitle(props.command)} onSubmit={submit} novalidate>
      <ErrorSummary errors={errors()} />
      <For each={fields()}>
        {(field) => (
          <Control
            id={idOf(field)}
            field={field}
            value={props.initial?.[field.name] ?? ''}
            words={props.words?.[field.name]}
            error={errorOn(errors(), idOf(field))}
          />
        )}
      </For>
      <button type="submit" class="govuk-button" disabled={busy()}>
        {props.button ?? 'Save'}
      </button>
    </form>
  )
}

const Control = (props: {
  id: string
  field: Field
  value: string
  words: Readonly<Record<string, string>> | undefined
  error: string | undefined
}) => {
  const common = () => ({
    id: props.id,
    name: props.field.name,
    label: props.field.required ? props.field.label : `${props.field.label} (optional)`,
    hint: hintOf(props.field),
    error: props.error,
  })
  return (
    <Switch
      fallback={
        <TextField
          {...common()}
          value={props.value}
          autocomplete="off"
          inputmode={props.field.kind === 'number' ? 'numeric' : undefined}
          maxlength={props.field.most ?? undefined}
        />
      }
    >
      <Match when={props.field.kind === 'day'}>
        <DayField {...common()} value={props.value} />
      </Match>
      <Match when={['text', 'list', 'json'].includes(props.field.kind)}>
        <TextArea {...common()} value={props.value} />
      </Match>
      <Match when={props.field.kind === 'choice' || props.field.kind === 'yes-no'}>
        <SelectField {...common()}>
          <option value="">Not given</option>
          <For each={props.field.kind === 'choice' ? props.field.choices : ['yes', 'no']}>
            {(choice) => (
              <option value={choice} selected={choice === props.value}>
                {props.words?.[choice] ?? choice}
              </option>
            )}
          </For>
        </SelectField>
      </Match>
    </Switch>
  )
}

const hintOf = ({ hint, kind }: Field): string | undefined =>
  kind === 'list' ? `${hint} One on each line.`.trim() : hint || undefined
