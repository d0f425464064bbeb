import type { PartyChoice } from '@beatbook/contract'
import { counted } from '@beatbook/domain/english'
import { useQuery } from '@tanstack/solid-query'
import { createSignal, For, Show } from 'solid-js'
import { api, problemSentence } from '../../api.ts'
import { refetch } from '../../query-client.ts'
import { TextField } from '../../ui/Field.tsx'
import { Loaded } from '../../ui/Loaded.tsx'

/** Selects the owners that the user answers for: a personal setting that grants no permission. */
export const AnswerFor = (props: { open: boolean }) => {
  const [wanted, setWanted] = createSignal(props.open)
  const parties = useQuery(() => ({
    queryKey: ['work', 'parties'],
    queryFn: () => api.work.parties.query(),
    enabled: wanted(),
  }))
  return (
    <details open={props.open} onToggle={(event) => event.currentTarget.open && setWanted(true)}>
      <summary>Whose actions are yours</summary>
      <Show when={wanted()}>
        <Loaded query={parties} what="owners">
          {(known) => (
            <Show when={known().length > 0} fallback={<p>No plan names an owner yet.</p>}>
              <Form parties={known()} />
            </Show>
          )}
        </Loaded>
      </Show>
    </details>
  )
}

const Form = (props: { parties: readonly PartyChoice[] }) => {
  const [sought, setSought] = createSignal('')
  const [chosen, setChosen] = createSignal(
    new Set(props.parties.filter(({ mine }) => mine).map(({ id }) => id)),
  )
  const [said, setSaid] = createSignal('')
  const shown = () =>
    props.parties.filter(
      ({ id, name }) => chosen().has(id) || name.toLowerCase().includes(sought().trim().toLowerCase()),
    )
  const toggle = (id: string, on: boolean) => {
    const next = new Set(chosen())
    if (on) next.add(id)
    else next.delete(id)
    setChosen(next)
  }
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    setSaid('')
    try {
      await api.work.answerFor.mutate({ parties: [...chosen()] })
      setSaid('Saved.')
      await refetch({ queryKey: ['work'] })
    } catch (error) {
      setSaid(problemSentence(error))
    }
  }
  return (
    <form onSubmit={submit} class="answer-for">
      <TextField
        id="find-owner"
        label="Find an owner"
        value={sought()}
        autocomplete="off"
        onInput={(event) => setSought(event.currentTarget.value)}
      />
      <fieldset class="govuk-fieldset">
        <legend class="govuk-fieldset__legend">You answer for</legend>
        <div class="owner-choices">
          <For each={shown()}>
            {(party) => (
              <label>
                <input
                  type="checkbox"
                  checked={chosen().has(party.id)}
                  onChange={(event) => toggle(party.id, event.currentTarget.checked)}
                />{' '}
                {party.name} <span class="quiet">({counted(party.actions, 'action')})</span>
              </label>
            )}
          </For>
        </div>
      </fieldset>
      <p class="buttons">
        <button type="submit" class="govuk-button">
          Save
        </button>
        <span role="status">{said()}</span>
      </p>
    </form>
  )
}
