import type { PlanView } from '@beatbook/contract'
import {
  setSeverities,
  severitiesByCode,
  type ValidatorCode,
  validatorCodes,
  validators,
} from '@beatbook/domain'
import { chosenSeverityWords, violationTitle } from '@beatbook/domain/english'
import { commandDone } from '@beatbook/presentation'
import { For, Show } from 'solid-js'
import { v7 as newId } from 'uuid'
import { SelectField } from '../../ui/Field.tsx'
import { createOutcome } from '../../ui/outcome.ts'
import { useCommand } from '../command/use-command.ts'

const choices = ['error', 'warning', 'info', 'off'] as const

/** The severity of each check for a plan; defaults are not saved. */
export const Severities = (props: { plan: PlanView }) => {
  const outcome = createOutcome()
  const set = useCommand(setSeverities)
  // The values when the form was opened; others' choices arrive in the page meanwhile.
  let seen = { ...props.plan.severities }
  const save = async (event: SubmitEvent) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget as HTMLFormElement)
    const chosen = validatorCodes.flatMap((code) =>
      form.get(nameOf(code)) ? [[code, form.get(nameOf(code))]] : [],
    )
    const severities = severitiesByCode.parse(Object.fromEntries(chosen))
    outcome.begin()
    const failure = await set.give({ commandId: newId(), planId: props.plan.id, severities, seen })
    seen = failure ? { ...props.plan.severities } : { ...severities }
    if (failure) outcome.fail(failure.words)
    else outcome.done(commandDone('set-severities'))
  }
  return (
    <details class="severities">
      <summary>Severity of each check for this plan</summary>
      <form onSubmit={save}>
        <For each={validatorCodes}>
          {(code) => (
            <SelectField id={nameOf(code)} label={violationTitle(code)}>
              <option value="">
                by default: {chosenSeverityWords(validators[code].severity).toLowerCase()}
              </option>
              <For each={choices}>
                {(choice) => (
                  <option value={choice} selected={seen[code] === choice}>
                    {chosenSeverityWords(choice)}
                  </option>
                )}
              </For>
            </SelectField>
          )}
        </For>
        <button type="submit" class="govuk-button" disabled={set.busy()}>
          Save
        </button>
      </form>
      <p role="status" class="done-line">
        {outcome.said()}
      </p>
      <Show when={outcome.problem() !== ''}>
        <p role="alert">{outcome.problem()}</p>
      </Show>
    </details>
  )
}

const nameOf = (code: ValidatorCode): string => `severity-${code}`
