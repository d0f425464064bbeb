import { type RagRules, ragPresets, saveRagRules } from '@beatbook/domain'
import { commandTitle } from '@beatbook/presentation'
import { useLocation, useNavigate } from '@solidjs/router'
import { createSignal, Show } from 'solid-js'
import { v7 as newId } from 'uuid'
import { TextField } from '../../ui/Field.tsx'
import { useCommand } from '../command/use-command.ts'

/**
 * Saves a changed copy: under its own code as the next version, or under a new one if it was made from
 * built-in rules.
 */
export const Save = (props: { ragRules: RagRules; from: RagRules; sound: boolean; onSaved: () => void }) => {
  const navigate = useNavigate()
  const location = useLocation()
  const [problem, setProblem] = createSignal<string>()
  const builtIn = () => ragPresets.some(({ code }) => code === props.from.code)
  const save = useCommand(saveRagRules)
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const code = builtIn()
      ? String(new FormData(event.currentTarget as HTMLFormElement).get('rag-rules-code') ?? '')
          .trim()
          .toLowerCase()
      : props.from.code
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(code))
      return setProblem('Write the code with small letters, figures and hyphens')
    const ragRules = { ...props.ragRules, code, version: builtIn() ? 0 : props.from.version }
    const failure = await save.give({ commandId: newId(), ragRulesId: newId(), ragRules })
    if (failure) return setProblem(failure.words)
    props.onSaved()
    navigate(`/rules/${code}${location.search}`)
  }
  return (
    <form class="panel" onSubmit={submit} novalidate aria-labelledby="save-title">
      <h2 id="save-title">{commandTitle('save-rag-rules')}</h2>
      <Show
        when={builtIn()}
        fallback={
          <p>
            Saved as version {props.from.version + 1}. Plans keep the version they have until another is
            chosen for them.
          </p>
        }
      >
        <TextField
          id="rag-rules-code"
          label="Code of the new rules"
          hint="The rules that come with Beatbook stay as they are. For example our-force"
          error={problem()}
          autocomplete="off"
        />
      </Show>
      <Show when={!builtIn() && problem()}>
        <p role="alert">{problem()}</p>
      </Show>
      <button type="submit" class="govuk-button" disabled={!props.sound || save.busy()}>
        {commandTitle('save-rag-rules')}
      </button>
    </form>
  )
}
