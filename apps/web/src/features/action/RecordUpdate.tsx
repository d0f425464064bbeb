import type { ActionEvents, ActionView, Why } from '@beatbook/contract'
import {
  type SaidField as Field,
  givenFields,
  levelsOf,
  MOST_WORDS,
  type RagLevel,
  readDay,
  readTimescale,
  recordUpdate,
  saidFieldNames,
} from '@beatbook/domain'
import {
  dayWords,
  fieldWords,
  levelMark,
  markOf,
  plainFields,
  timescaleSentence,
  toWrite,
} from '@beatbook/domain/english'
import { commandDone, doneSentence } from '@beatbook/presentation'
import { createSignal, For, onMount, Show } from 'solid-js'
import { createStore } from 'solid-js/store'
import { v7 as newId } from 'uuid'
import { ErrorSummary, errorOn, type FormError } from '../../ui/ErrorSummary.tsx'
import { SelectField, TextArea, TextField } from '../../ui/Field.tsx'
import { warnOfLoss } from '../../ui/loss.ts'
import { settingsRead, useSettings } from '../area/settings.ts'
import { AttachFields } from '../attachment/AttachFields.tsx'
import { createAttaching } from '../attachment/attaching.ts'
import { commandError } from '../command/form-error.ts'
import type { SavedCommand } from '../command/Saved.tsx'
import { useCommand } from '../command/use-command.ts'
import { useKept } from '../form/Kept.tsx'
import { useSession } from '../session/session.ts'
import { SaidField } from './SaidField.tsx'

interface RecordUpdateProps {
  readonly action: ActionView
  readonly known: ActionEvents
  /**
   * The plan's rules: some of their levels require a reason, and whether the date moves. `undefined` until
   * they are loaded.
   */
  readonly ragRules: Why['ragRules'] | undefined
  /** Called with what was saved; with `null` if nothing was done. */
  readonly onClose: (saved: SavedCommand | null) => void
}

/** The form of an update: its text and changes. The domain's rules check it before it is sent. */
export const RecordUpdate = (props: RecordUpdateProps) => {
  const session = useSession()
  const settings = useSettings()
  const [errors, setErrors] = createSignal<FormError[]>([])
  const [typed, setTyped] = createStore<Partial<Record<Field, string>>>({})
  const timescale = () => typed.timescale ?? ''
  const [moves, setMoves] = createSignal('')
  const [begun, setBegun] = createSignal(false)
  // The same ids until it is recorded: sending it twice records it once.
  const ids = { commandId: newId(), updateId: newId() }
  // The values when the form was opened; others' changes arrive in the page while it is filled in.
  let seen = { ...props.action.touched }
  let words!: HTMLTextAreaElement
  onMount(() => words.focus())

  const kept = useKept(`record-update/${props.action.id}`)
  const leave = warnOfLoss(begun, () => {
    kept.done()
    props.onClose(null)
  })
  const attaching = createAttaching()

  const record = useCommand(recordUpdate, () => ({ ...props, settings: settingsRead() }))
  const reading = () => (timescale().trim() === '' ? null : readTimescale(timescale().trim()).timescale)
  const asked = () => props.ragRules?.levels.find(({ code }) => code === typed.level)
  const reasonWanted = () =>
    timescale().trim() !== '' ||
    (props.action.stage === 'complete' && (typed.stage ?? '') !== '' && typed.stage !== 'complete')

  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget as HTMLFormElement)
    const given = (name: string) => String(form.get(name) ?? '').trim()
    const on = given('on') === '' ? undefined : readDay(given('on'))
    if (on === null)
      return setErrors([{ field: 'on', words: 'Write the day like 31/10/2026 or 31 October 2026' }])
    if (asked()?.asksNextDate && moves() === '')
      return setErrors([{ field: 'moves-yes', words: 'Say whether the date moves' }])
    if (
      moves() === 'yes' &&
      (timescale().trim() === '' || timescale().trim() === props.action.timescale.said)
    )
      return setErrors([{ field: 'timescale', words: 'Write the date it moves to' }])
    if (attaching.waits(event.currentTarget as HTMLFormElement)) return setErrors([])
    const unattached = attaching.problem()
    if (unattached !== null) return setErrors([{ words: unattached }])
    const said = givenFields(typed)
    if (!said.ok) return setErrors([{ field: said.error, words: toWrite(said.error) }])
    const changed = Object.keys(said.value) as Field[]
    const command = recordUpdate.input.safeParse({
      ...ids,
      actionId: props.action.id,
      text: given('text'),
      ...(on === undefined ? {} : { on }),
      ...said.value,
      ...(given('reason') === '' ? {} : { reason: given('reason') }),
      ...(attaching.items.length === 0 ? {} : { attachments: attaching.given() }),
      seen: Object.fromEntries(changed.map((field) => [field, seen[field]])),
    })
    if (!command.success) {
      const field = command.error.issues[0]?.path[0] === 'reason' ? 'reason' : 'text'
      return setErrors([{ field, words: `Write at most ${MOST_WORDS.toLocaleString('en-GB')} characters` }])
    }
    setErrors([])
    const failure = await record.give(command.data)
    if (failure) {
      setErrors([commandError(failure, fields)])
      // After seeing what changed, the person may record it anyway.
      if (failure.refusal?.code === 'stale') seen = { ...props.action.touched }
      return
    }
    leave.done()
    kept.done()
    props.onClose({
      words: doneSentence(commandDone('record-update'), given('text'), given('reason'), timescale()),
      commandId: ids.commandId,
    })
  }

  return (
    <form
      ref={kept.keep}
      class="panel"
      onSubmit={submit}
      onInput={() => setBegun(true)}
      novalidate
      aria-labelledby="record-title"
      onKeyDown={(event) => event.key === 'Escape' && leave.ask()}
    >
      <h2 id="record-title">Record an update</h2>
      <ErrorSummary errors={errors()} />
      <kept.Note />
      <TextArea ref={words} id="text" label="What happened" error={errorOn(errors(), 'text')} />
      <div class="row">
        <SelectField
          id="level"
          label={fieldWords.level.label}
          hint={asked()?.meaning}
          error={errorOn(errors(), 'level')}
          onChange={(event) => {
            setTyped('level', event.currentTarget.value)
            setMoves('')
          }}
        >
          <option value="">stays {levelMark(props.action.level, null).word}</option>
          <For
            each={levelsOf(props.action)
              .filter((code) => code === typed.level || code !== props.action.level)
              .map(markOf)}
          >
            {(mark) => <option value={mark.code}>{`${mark.shape} ${mark.word}`}</option>}
          </For>
          <Show when={props.action.level !== null}>
            <option value="none">– Not set</option>
          </Show>
        </SelectField>
        <For each={['stage' as const, ...plainFields]}>
          {(field) => (
            <SaidField
              field={field}
              action={props.action}
              settings={settings()}
              typed={typed[field] ?? ''}
              error={errorOn(errors(), field)}
              onType={(said) => setTyped(field, said)}
            />
          )}
        </For>
        <TextField
          id="on"
          label="True from"
          hint={session.data ? `Empty for today, ${dayWords(session.data.today)}` : undefined}
          error={errorOn(errors(), 'on')}
          autocomplete="off"
        />
      </div>
      <Show when={asked()?.asksNextDate}>
        <DateMoves
          error={errorOn(errors(), 'moves-yes')}
          onChange={(answer) => {
            setMoves(answer)
            if (answer === 'yes' && timescale() === '') setTyped('timescale', props.action.timescale.said)
          }}
        />
      </Show>
      <TextField
        id="timescale"
        label="New timescale"
        hint={`Empty to keep it: ${timescaleSentence(props.action.timescale)}. Write it as you would: “by June 2027”, “Q3 2026/27”, “31/10/26”.`}
        error={errorOn(errors(), 'timescale')}
        value={timescale()}
        maxlength="500"
        autocomplete="off"
        onInput={(event) => setTyped('timescale', event.currentTarget.value)}
      />
      <p class="reading" role="status">
        <Show when={reading()}>{(read) => <>means: {timescaleSentence(read())}</>}</Show>
      </p>
      <TextField
        id="reason"
        label={reasonLabel(asked(), moves(), reasonWanted())}
        error={errorOn(errors(), 'reason')}
        autocomplete="off"
      />
      <AttachFields
        attaching={attaching}
        legend="Files and links (may stay empty)"
        onBegun={() => setBegun(true)}
      />
      <p class="buttons">
        <button type="submit" class="govuk-button" disabled={record.busy() || attaching.waiting()}>
          {record.busy() || attaching.waiting() ? 'Recording …' : 'Record'}
        </button>
        <button type="button" class="govuk-button govuk-button--secondary" onClick={leave.ask}>
          Cancel
        </button>
      </p>
    </form>
  )
}

/** Red requires whether the date moves. */
const DateMoves = (props: { error: string | undefined; onChange: (answer: 'yes' | 'no') => void }) => (
  <fieldset
    class="govuk-fieldset govuk-form-group"
    classList={{ 'govuk-form-group--error': props.error !== undefined }}
  >
    <legend class="govuk-fieldset__legend">Does the date move?</legend>
    <Show when={props.error}>
      <p class="govuk-error-message" id="moves-error">
        <span class="govuk-visually-hidden">Error:</span> {props.error}
      </p>
    </Show>
    <div class="govuk-radios govuk-radios--inline govuk-radios--small">
      <For each={['yes', 'no'] as const}>
        {(answer) => (
          <div class="govuk-radios__item">
            <input
              class="govuk-radios__input"
              type="radio"
              name="moves"
              id={`moves-${answer}`}
              value={answer}
              onChange={() => props.onChange(answer)}
            />
            <label class="govuk-label govuk-radios__label" for={`moves-${answer}`}>
              {answer === 'yes' ? 'Yes' : 'No'}
            </label>
          </div>
        )}
      </For>
    </div>
  </fieldset>
)

/** The label of the field for a reason, by the selected level. */
const reasonLabel = (level: RagLevel | undefined, moves: string, wanted: boolean): string => {
  if (level?.reasonDue) {
    const what = level.asksNextDate ? 'What is the issue' : 'What is the risk or issue'
    return moves === 'yes' ? `${what}, and why does the date move?` : `${what}?`
  }
  return wanted ? 'Reason' : 'Reason (needed only for a new timescale, or to open again what is complete)'
}

const fields = {
  codes: {
    'nothing-said': 'text',
    'reason-needed': 'reason',
    'timescale-not-understood': 'timescale',
    'effective-in-future': 'on',
    'before-it-exists': 'on',
    'contradicts-later': 'on',
    'stage-not-in-workflow': 'stage',
    'level-not-in-rules': 'level',
  },
  inputs: {
    text: 'text',
    on: 'on',
    ...Object.fromEntries(saidFieldNames.map((field) => [field, field])),
    reason: 'reason',
  },
}
