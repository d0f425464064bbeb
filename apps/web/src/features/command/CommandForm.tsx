import type { CommandInput } from '@beatbook/api/client'
import { type CommandName, commands } from '@beatbook/domain'
import { commandDone, commandTitle, type Field, fieldsOf, idsMade, valueGiven } from '@beatbook/presentation'
import { createSignal, For, Match, Switch } from 'solid-js'
import { v7 as newId } from 'uuid'
import { ErrorSummary, errorOn, type FormError } from '../../ui/ErrorSummary.tsx'
import { SelectField, TextArea, TextField } from '../../ui/Field.tsx'
import { notDoneError } from './form-error.ts'
import { useCommand } from './use-command.ts'

interface CommandFormProps {
  readonly command: CommandName
  /** What the fields hold at first, by their names, as a person would write it. */
  readonly initial?: Readonly<Record<string, string>>
  /** Parts of the input that are settled by where the form stands: they are not asked for. */
  readonly given?: Readonly<Record<string, string>>
  /** Fields that make no sense where the form stands. */
  readonly without?: readonly string[]
  /** What the choices of a field are called, by the field's name and the choice. */
  readonly words?: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** What the button says; “Save” unless given. */
  readonly button?: string
  /** The versions of the fields that are shown, by which a stale edit is refused. */
  readonly seen?: Readonly<Record<string, number>>
  readonly onDone: (words: string) => void
}

/** The form of a command, made of its input's schema: for commands without a form of their own. */
export const CommandForm = (props: CommandFormProps) => {
  const definition = () => commands[props.command]
  const fields = () =>
    fieldsOf(definition()).filter(
      ({ name }) => props.given?.[name] === undefined && !props.without?.includes(name),
    )
  const { give, busy } = useCommand<CommandName>(definition())
  const [errors, setErrors] = createSignal<FormError[]>([])
  /** Two forms on a page may have fields of the same name. */
  const idOf = ({ name }: Pick<Field, 'name'>) =>
    [props.command, ...Object.values(props.given ?? {}), name].join('-')
  // The same form sent twice is the same command.
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
      else if (field.required) missing.push({ field: idOf(field), words: `Fill in “${field.label}”` })
    }
    if (props.seen !== undefined) input.seen = props.seen
    setErrors(missing)
    if (missing.length > 0) return
    const notDone = await give(input as unknown as CommandInput<CommandName>)
    if (notDone !== null) {
      const inputs = Object.fromEntries(fields().map((field) => [field.name, idOf(field)]))
      return setErrors([notDoneError(notDone, { inputs })])
    }
    ids = idsMade(definition(), newId)
    props.onDone(commandDone(props.command))
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
        <TextField {...common()} type="date" value={props.value} />
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
