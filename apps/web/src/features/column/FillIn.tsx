import type { ActionEvents, ActionView, Why } from '@beatbook/contract'
import { type Column, readDay, setColumns, typedCell } from '@beatbook/domain'
import { columnTyped, dayWords } from '@beatbook/domain/english'
import { commandDone, doneSentence } from '@beatbook/presentation'
import { createSignal, For, Show } from 'solid-js'
import { createStore } from 'solid-js/store'
import { v7 as newId } from 'uuid'
import { ErrorSummary, errorOn, type FormError } from '../../ui/ErrorSummary.tsx'
import { SelectField, TextArea, TextField } from '../../ui/Field.tsx'
import { FormButtons } from '../../ui/FormButtons.tsx'
import { warnOfLoss } from '../../ui/loss.ts'
import { settingsRead } from '../area/settings.ts'
import { commandError } from '../command/form-error.ts'
import type { SavedCommand } from '../command/Saved.tsx'
import { useCommand } from '../command/use-command.ts'
import { useKept } from '../form/Kept.tsx'
import { useSession } from '../session/session.ts'

interface FillInProps {
  readonly action: ActionView
  readonly known: ActionEvents
  readonly ragRules: Why['ragRules'] | undefined
  readonly columns: readonly Column[]
  /** Called with what was saved; with `null` if nothing was done. */
  readonly onClose: (saved: SavedCommand | null) => void
}

/** The form for the force's own columns of one action. */
export const FillIn = (props: FillInProps) => {
  const session = useSession()
  const [errors, setErrors] = createSignal<FormError[]>([])
  const [typed, setTyped] = createStore<Record<string, string>>({})
  const ids = { commandId: newId() }
  // The values when the form was opened; others' changes arrive in the page while it is filled in.
  const before = props.action.columns
  let seen = { ...props.action.columnsTouched }
  const begun = () => changed().length > 0
  const initial = ({ code }: Column) => columnTyped(before[code])
  const changed = () =>
    props.columns.filter((column) => (typed[column.code] ?? initial(column)) !== initial(column))
  const kept = useKept(`set-columns/${props.action.id}`)
  const leave = warnOfLoss(begun, () => {
    kept.done()
    props.onClose(null)
  })
  const set = useCommand(setColumns, () => ({ ...props, settings: settingsRead() }))

  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget as HTMLFormElement)
    const given = (name: string) => String(form.get(name) ?? '').trim()
    const on = given('column-on') === '' ? undefined : readDay(given('column-on'))
    if (on === null)
      return setErrors([{ field: 'column-on', words: 'Write the day like 31/10/2026 or 31 October 2026' }])
    if (changed().length === 0) return setErrors([{ words: 'Change the value of a column first' }])
    setErrors([])
    const reason = given('column-reason')
    const failure = await set.give({
      ...ids,
      actionId: props.action.id,
      values: Object.fromEntries(
        changed().map((column) => [column.code, typedCell(column, typed[column.code] ?? '')]),
      ),
      ...(on === undefined ? {} : { on }),
      ...(reason === '' ? {} : { reason }),
      seen: Object.fromEntries(changed().map(({ code }) => [code, seen[code] ?? 0])),
    })
    if (failure) {
      const { refusal } = failure
      const unfit = refusal?.code === 'column-unfit' ? { 'column-unfit': idOf(refusal.args.column) } : {}
      setErrors([commandError(failure, { codes: { ...codes, ...unfit } })])
      // After seeing what changed, the person may record it anyway.
      if (refusal?.code === 'stale') seen = { ...props.action.columnsTouched }
      return
    }
    leave.done()
    kept.done()
    props.onClose({ words: doneSentence(commandDone('set-columns'), reason), commandId: ids.commandId })
  }

  return (
    <form
      ref={kept.keep}
      class="panel"
      onSubmit={submit}
      novalidate
      aria-labelledby="fill-in"
      onKeyDown={(event) => event.key === 'Escape' && leave.ask()}
    >
      <h2 id="fill-in">Fill in columns</h2>
      <ErrorSummary errors={errors()} />
      <kept.Note />
      <For each={props.columns}>
        {(column) => (
          <Cell
            column={column}
            value={initial(column)}
            error={errorOn(errors(), idOf(column.code))}
            onType={(text) => setTyped(column.code, text)}
          />
        )}
      </For>
      <div class="row">
        <TextField
          id="column-on"
          label="True from"
          hint={session.data ? `Empty for today, ${dayWords(session.data.today)}` : undefined}
          error={errorOn(errors(), 'column-on')}
          autocomplete="off"
        />
        <TextField id="column-reason" label="Reason (optional)" autocomplete="off" />
      </div>
      <FormButtons busy={set.busy()} onCancel={leave.ask} />
    </form>
  )
}

const idOf = (code: string): string => `column-${code}`

const codes = { 'effective-in-future': 'column-on', 'before-it-exists': 'column-on' } as const

const Cell = (props: {
  column: Column
  value: string
  error: string | undefined
  onType: (text: string) => void
}) => {
  const common = () => ({
    id: idOf(props.column.code),
    label: props.column.title,
    error: props.error,
  })
  const choices = () => {
    if (props.column.kind === 'yes-no') return ['yes', 'no']
    const { choices } = props.column
    return props.value === '' || choices.includes(props.value) ? choices : [props.value, ...choices]
  }
  return (
    <Show
      when={props.column.kind === 'choice' || props.column.kind === 'yes-no'}
      fallback={
        <Show
          when={props.column.kind === 'text'}
          fallback={
            <TextField
              {...common()}
              hint={hints[props.column.kind]}
              value={props.value}
              inputmode={props.column.kind === 'date' ? undefined : 'decimal'}
              class="govuk-input govuk-input--width-10"
              autocomplete="off"
              onInput={(event) => props.onType(event.currentTarget.value)}
            />
          }
        >
          <TextArea
            {...common()}
            rows="2"
            value={props.value}
            maxlength="2000"
            onInput={(event) => props.onType(event.currentTarget.value)}
          />
        </Show>
      }
    >
      <SelectField {...common()} onChange={(event) => props.onType(event.currentTarget.value)}>
        <option value="">–</option>
        <For each={choices()}>
          {(choice) => (
            <option value={choice} selected={choice === props.value}>
              {choice}
            </option>
          )}
        </For>
      </SelectField>
    </Show>
  )
}

const hints: Readonly<Partial<Record<Column['kind'], string>>> = {
  money: 'In pounds',
  date: 'For example, 31/10/2026',
}
