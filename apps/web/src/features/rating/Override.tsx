import type { ActionEvents, ActionView, Why } from '@beatbook/contract'
import { liftOverride, MOST_WORDS, overrideLevel, readDay } from '@beatbook/domain'
import { dayWords, markInRules } from '@beatbook/domain/english'
import { commandDone, commandTitle, doneSentence } from '@beatbook/presentation'
import { createSignal, For, Show } from 'solid-js'
import { v7 as newId } from 'uuid'
import { ErrorSummary, errorOn, type FormError } from '../../ui/ErrorSummary.tsx'
import { SelectField, TextArea, TextField } from '../../ui/Field.tsx'
import { createOutcome } from '../../ui/outcome.ts'
import { commandError } from '../command/form-error.ts'
import { type CommandOn, useCommand } from '../command/use-command.ts'
import { useEditing } from '../session/session.ts'

/**
 * The override of the computed level: people with permission set it with a reason and an end, or clear it.
 */
export const Override = (props: { action: ActionView; known: ActionEvents | undefined; why: Why }) => {
  const editing = useEditing()
  const [open, setOpen] = createSignal(false)
  const outcome = createOutcome()
  const on = () => ({ action: props.action, known: props.known, ragRules: props.why.ragRules })
  const lift = useCommand(liftOverride, on)
  const liftNow = async () => {
    outcome.begin()
    const failure = await lift.give({ commandId: newId(), actionId: props.action.id })
    if (failure) outcome.fail(failure.words)
    else outcome.done(commandDone('lift-override'))
  }
  return (
    <Show when={props.why.ragRules}>
      <section aria-labelledby="override">
        <h2 id="override">In place of the rules</h2>
        <p role="status" class="done-line">
          {outcome.said()}
        </p>
        <Show when={outcome.problem() !== ''}>
          <p role="alert">{outcome.problem()}</p>
        </Show>
        <Show when={props.action.override} fallback={<p class="quiet">Nothing: the rules decide.</p>}>
          {(override) => (
            <>
              <p>
                {markInRules(props.why.ragRules, override().level).word} until the end of{' '}
                {dayWords(override().until)}.
              </p>
              <Show when={editing().allowed}>
                <button type="button" class="link-button" disabled={lift.busy()} onClick={liftNow}>
                  {commandTitle('lift-override')}
                </button>
              </Show>
            </>
          )}
        </Show>
        <Show when={editing().allowed && !props.action.withdrawn}>
          <Show
            when={open()}
            fallback={
              <p>
                <button
                  type="button"
                  class="link-button"
                  onClick={() => {
                    outcome.begin()
                    setOpen(true)
                  }}
                >
                  {commandTitle('override-level')}
                </button>
              </p>
            }
          >
            <Form
              on={on()}
              onClose={(said) => {
                setOpen(false)
                outcome.done(said)
              }}
            />
          </Show>
        </Show>
      </section>
    </Show>
  )
}

const Form = (props: { on: CommandOn; onClose: (said: string) => void }) => {
  const [errors, setErrors] = createSignal<FormError[]>([])
  const replace = useCommand(overrideLevel, () => props.on)
  const commandId = newId()
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget as HTMLFormElement)
    const given = (name: string) => String(form.get(name) ?? '').trim()
    const until = readDay(given('override-until'))
    const wrong: FormError[] = [
      ...(given('override-level') === '' ? [{ field: 'override-level', words: 'Choose the level' }] : []),
      ...(until === null
        ? [{ field: 'override-until', words: 'Write the last day like 31/3/2027 or 31 March 2027' }]
        : []),
      ...(given('override-reason') === ''
        ? [{ field: 'override-reason', words: 'Say why this level stands in place of the rules' }]
        : []),
    ]
    const command = overrideLevel.input.safeParse({
      commandId,
      actionId: props.on.action.id,
      level: given('override-level'),
      until,
      reason: given('override-reason'),
    })
    if (wrong.length > 0 || !command.success)
      return setErrors(
        wrong.length > 0
          ? wrong
          : [
              {
                field: 'override-reason',
                words: `Write at most ${MOST_WORDS.toLocaleString('en-GB')} characters`,
              },
            ],
      )
    const failure = await replace.give(command.data)
    if (failure) setErrors([commandError(failure, fields)])
    else props.onClose(doneSentence(commandDone('override-level'), given('override-reason')))
  }
  return (
    <form class="panel" onSubmit={submit} novalidate aria-label={commandTitle('override-level')}>
      <ErrorSummary errors={errors()} />
      <SelectField id="override-level" label="Level" error={errorOn(errors(), 'override-level')}>
        <option value="">choose</option>
        <For each={props.on.ragRules?.levels}>
          {(level) => <option value={level.code}>{`${level.shape} ${level.word}`}</option>}
        </For>
      </SelectField>
      <TextField
        id="override-until"
        label="Until the end of"
        hint="The rules decide again by themselves after it. For example 31/3/2027"
        error={errorOn(errors(), 'override-until')}
        autocomplete="off"
      />
      <TextArea id="override-reason" label="Reason" error={errorOn(errors(), 'override-reason')} />
      <p class="buttons">
        <button type="submit" class="govuk-button" disabled={replace.busy()}>
          Replace
        </button>
        <button type="button" class="govuk-button govuk-button--secondary" onClick={() => props.onClose('')}>
          Cancel
        </button>
      </p>
    </form>
  )
}

const fields = {
  codes: { 'override-ended': 'override-until', 'level-not-in-rules': 'override-level' },
  inputs: { level: 'override-level', until: 'override-until', reason: 'override-reason' },
}
