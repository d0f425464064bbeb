import type { ReturnedPlan as Returned, ReturnedField, ReturnedRowView } from '@beatbook/contract'
import { bringWorkbook, compareWords } from '@beatbook/domain'
import { counted, dayWords, instantWords, refusalSentence } from '@beatbook/domain/english'
import {
  absentKey,
  bringCommands,
  choicesOfAll,
  commandDone,
  fieldKey,
  proposedChoices,
  type ReturnedChoices,
  returnedLine,
  updateKey,
} from '@beatbook/presentation'
import { createSignal, For, Show } from 'solid-js'
import { v7 as newId } from 'uuid'
import { Day } from '../../ui/Day.tsx'
import { ErrorSummary, type FormError } from '../../ui/ErrorSummary.tsx'
import { TextField } from '../../ui/Field.tsx'
import { Link } from '../../ui/Link.tsx'
import { ScrollRegion } from '../../ui/ScrollRegion.tsx'
import { Saved, type SavedCommand } from '../command/Saved.tsx'
import { useCommand } from '../command/use-command.ts'
import { MarkedWords } from '../compare/MarkedWords.tsx'

/** What a workbook says about one plan: each change with what was agreed, what the plan has and what the workbook has. */
export const ReturnedPlan = (props: { file: string; returned: Returned }) => {
  const bring = useCommand(bringWorkbook)
  const [choices, setChoices] = createSignal<ReturnedChoices>(proposedChoices(props.returned))
  const [reason, setReason] = createSignal('')
  const [errors, setErrors] = createSignal<FormError[]>([])
  const [saved, setSaved] = createSignal<SavedCommand | null>(null)
  const commands = () => bringCommands(props.returned, choices(), props.file, reason().trim())
  const count = () =>
    commands().reduce((sum, { rows = [], added = [] }) => sum + rows.length + added.length, 0)
  const take = (key: string, taken: boolean) => setChoices((before) => ({ ...before, [key]: taken }))
  const hasConflicts = () => props.returned.rows.some(({ fields }) => fields.some(({ conflict }) => conflict))

  const apply = async (event: SubmitEvent) => {
    event.preventDefault()
    const given = commands()
    if (given.length === 0) return setErrors([{ words: 'Choose at least one change to apply.' }])
    const done: string[] = []
    for (const command of given) {
      const commandId = newId()
      const failure = await bring.give({ ...command, commandId })
      if (failure !== null) {
        setErrors([
          { words: failure.words },
          ...(done.length > 0
            ? [{ words: 'The changes before it were saved. Choose the file again to see what is left.' }]
            : []),
        ])
        return
      }
      done.push(commandId)
    }
    setErrors([])
    const [commandId = '', ...before] = done.toReversed()
    setSaved({ words: commandDone('bring-workbook'), commandId, before: before.toReversed() })
  }

  return (
    <form onSubmit={apply} novalidate class="returned-plan">
      <h2>
        {props.file}: <Link href={`/plans/${props.returned.plan.code}`}>{props.returned.plan.title}</Link>
      </h2>
      <p class="meta">
        <Show
          when={props.returned.knownAt}
          fallback="The workbook no longer says when it was taken out: it is compared with the plan as it is, so that nothing shows as a conflict."
        >
          {(knownAt) => (
            <>
              Taken out as at {dayWords(props.returned.asAt ?? '')}, known at {instantWords(knownAt())}.
            </>
          )}
        </Show>{' '}
        {returnedLine(props.returned)}
      </p>
      <Show when={props.returned.unknownColumns.length > 0}>
        <p class="quiet">
          Columns that are no field of the plan, left as they are: {props.returned.unknownColumns.join(', ')}
        </p>
      </Show>
      <Saved saved={saved()} />
      <Show when={saved() === null}>
        <ErrorSummary errors={errors()} />
        <Show when={props.returned.rows.length > 0}>
          <ScrollRegion label={`What ${props.file} changes`}>
            <table class="govuk-table returned-table">
              <thead>
                <tr>
                  <th scope="col">Field</th>
                  <th scope="col">Agreed</th>
                  <th scope="col">Plan now</th>
                  <th scope="col">Workbook</th>
                  <th scope="col">Take</th>
                </tr>
              </thead>
              <For each={props.returned.rows}>
                {(row) => <Row row={row} choices={choices()} onTake={take} />}
              </For>
            </table>
          </ScrollRegion>
        </Show>
        <Show when={props.returned.absent.length > 0}>
          <details>
            <summary>{counted(props.returned.absent.length, 'action')} without a row</summary>
            <p>They stay as they are. Tick those that are to be withdrawn.</p>
            <ul class="plain">
              <For each={props.returned.absent}>
                {({ actionId, address, text }) => (
                  <li>
                    <label>
                      <input
                        type="checkbox"
                        checked={choices()[absentKey(actionId)] === true}
                        onChange={(event) => take(absentKey(actionId), event.currentTarget.checked)}
                      />{' '}
                      Withdraw {address} {text}
                    </label>
                  </li>
                )}
              </For>
            </ul>
          </details>
        </Show>
        <Show when={props.returned.rows.length > 0 || props.returned.absent.length > 0}>
          <TextField
            id={`reason-${props.returned.plan.id}-${props.file}`}
            label="Why it changes (optional)"
            hint={`Without words of yours: From the workbook “${props.file}”`}
            value={reason()}
            onInput={(event) => setReason(event.currentTarget.value)}
            maxlength="2000"
          />
          <p class="buttons">
            <button type="submit" class="govuk-button" disabled={bring.busy() || count() === 0}>
              Apply {counted(count(), 'row')}
            </button>
            <button
              type="button"
              class="govuk-button govuk-button--secondary"
              onClick={() => setChoices((before) => ({ ...before, ...choicesOfAll(props.returned, true) }))}
            >
              {hasConflicts() ? 'Take all of the workbook’s, conflicts too' : 'Take all of the workbook’s'}
            </button>
            <button
              type="button"
              class="govuk-button govuk-button--secondary"
              onClick={() => setChoices((before) => ({ ...before, ...choicesOfAll(props.returned, false) }))}
            >
              Keep all of the plan’s
            </button>
          </p>
        </Show>
      </Show>
    </form>
  )
}

const kindWords = {
  changed: '',
  new: 'New action: ',
  elsewhere: 'No longer in the plan: ',
} as const

const Row = (props: {
  row: ReturnedRowView
  choices: ReturnedChoices
  onTake: (key: string, taken: boolean) => void
}) => {
  const isClosed = () => props.row.kind === 'elsewhere'
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={5} class="returned-row">
          {kindWords[props.row.kind]}
          <Show when={props.row.address} fallback={props.row.text}>
            {(address) => (
              <Link href={`/plans/${address()}`}>
                {props.row.ref} {props.row.text}
              </Link>
            )}
          </Show>{' '}
          <span class="quiet">
            row {props.row.number}
            {props.row.matched === 'words' ? ', found by its words' : ''}
          </span>
          <Show when={props.row.refusal}>
            {(refusal) => <p class="govuk-error-message">{refusalSentence(refusal())}</p>}
          </Show>
        </th>
      </tr>
      <For each={props.row.fields}>
        {(field) => (
          <Field
            field={field}
            row={props.row}
            taken={props.choices[fieldKey(props.row, field.key)] === true}
            closed={isClosed()}
            onTake={(taken) => props.onTake(fieldKey(props.row, field.key), taken)}
          />
        )}
      </For>
      <Show when={props.row.update}>
        {(update) => (
          <tr>
            <th scope="row">New update</th>
            <td />
            <td />
            <td>
              <Show when={update().on}>
                {(on) => (
                  <>
                    <Day on={on()} />:{' '}
                  </>
                )}
              </Show>
              {update().text}
            </td>
            <td>
              <Take
                label={`Take the new update of row ${props.row.number}`}
                taken={props.choices[updateKey(props.row)] === true}
                disabled={isClosed()}
                onTake={(taken) => props.onTake(updateKey(props.row), taken)}
              />
            </td>
          </tr>
        )}
      </Show>
    </tbody>
  )
}

const Field = (props: {
  field: ReturnedField
  row: ReturnedRowView
  taken: boolean
  closed: boolean
  onTake: (taken: boolean) => void
}) => (
  <tr classList={{ 'returned-conflict': props.field.conflict }}>
    <th scope="row">
      {props.field.title}
      <Show when={props.field.conflict}>
        <b class="returned-mark">Conflict</b>
      </Show>
    </th>
    <td>{props.field.agreed}</td>
    <td>{props.field.now}</td>
    <td>
      <Show
        when={props.row.kind !== 'new' && props.field.now !== ''}
        fallback={props.field.workbook || 'nothing'}
      >
        <MarkedWords words={compareWords(props.field.now, props.field.workbook)} />
      </Show>
      <Show when={props.field.fault}>{(fault) => <p class="govuk-error-message">{fault()}</p>}</Show>
    </td>
    <td>
      <Take
        label={`Take ${props.field.title} of row ${props.row.number}`}
        taken={props.taken}
        disabled={props.closed || props.field.change === null}
        onTake={props.onTake}
      />
    </td>
  </tr>
)

const Take = (props: {
  label: string
  taken: boolean
  disabled: boolean
  onTake: (taken: boolean) => void
}) => (
  <input
    type="checkbox"
    aria-label={props.label}
    checked={props.taken}
    disabled={props.disabled}
    onChange={(event) => props.onTake(event.currentTarget.checked)}
  />
)
