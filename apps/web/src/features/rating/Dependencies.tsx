import { addDependency, removeDependency } from '@beatbook/domain'
import { commandDone, commandTitle } from '@beatbook/presentation'
import { createSignal, For, Show } from 'solid-js'
import { v7 as newId } from 'uuid'
import { api } from '../../api.ts'
import { TextField } from '../../ui/Field.tsx'
import { ComputedMark } from '../../ui/LevelMark.tsx'
import { Link } from '../../ui/Link.tsx'
import { createOutcome } from '../../ui/outcome.ts'
import { notDoneIn } from '../command/form-error.ts'
import { type CommandOn, useCommand } from '../command/use-command.ts'
import { useEditing } from '../session/session.ts'

/** What an action depends on, with its levels; who may change things adds to it and takes away from it. */
export const Dependencies = (props: CommandOn) => {
  const editing = useEditing()
  const [open, setOpen] = createSignal(false)
  const outcome = createOutcome()
  const add = useCommand(addDependency, () => props)
  const remove = useCommand(removeDependency, () => props)

  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const words = String(new FormData(event.currentTarget as HTMLFormElement).get('depends-on') ?? '').trim()
    if (words === '') return outcome.fail('Give the address or the ref of the other action')
    outcome.begin()
    const notDone = await api.actions.get
      .query({ address: words.includes('/') ? words : `${props.action.planCode}/${words}` })
      .then(
        (other) => add.give({ commandId: newId(), actionId: props.action.id, dependsOn: other.id }),
        notDoneIn,
      )
    if (notDone) return outcome.fail(notDone.words)
    setOpen(false)
    outcome.done(commandDone('add-dependency'))
  }
  const takeAway = async (id: string) => {
    outcome.begin()
    const notDone = await remove.give({ commandId: newId(), actionId: props.action.id, dependsOn: id })
    if (notDone) outcome.fail(notDone.words)
    else outcome.done(commandDone('remove-dependency'))
  }
  return (
    <section aria-labelledby="depends">
      <h2 id="depends">Depends on</h2>
      <p role="status" class="done-line">
        {outcome.said()}
      </p>
      <Show when={props.action.dependencies.length > 0} fallback={<p class="quiet">No other action.</p>}>
        <ul class="plain depends">
          <For each={props.action.dependencies}>
            {(other) => (
              <li>
                <Link href={`/plans/${other.address}`}>
                  {other.address} {other.text}
                </Link>{' '}
                <ComputedMark computed={other.computed} />{' '}
                <Show when={editing().allowed}>
                  <button
                    type="button"
                    class="link-button"
                    disabled={remove.busy()}
                    onClick={() => takeAway(other.id)}
                  >
                    Remove<span class="govuk-visually-hidden"> {other.address}</span>
                  </button>
                </Show>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Show when={outcome.problem() !== '' && !open()}>
        <p role="alert">{outcome.problem()}</p>
      </Show>
      <Show when={editing().allowed && !props.action.withdrawn}>
        <Show
          when={open()}
          fallback={
            <button
              type="button"
              class="link-button"
              onClick={() => {
                outcome.begin()
                setOpen(true)
              }}
            >
              {commandTitle('add-dependency')}
            </button>
          }
        >
          <form onSubmit={submit} novalidate aria-label={commandTitle('add-dependency')}>
            <TextField
              id="depends-on"
              label="Address or ref of the other action"
              hint={`Like ${props.action.planCode}/12, or 12 in this plan`}
              error={outcome.problem() || undefined}
              autocomplete="off"
            />
            <p class="buttons">
              <button type="submit" class="govuk-button" disabled={add.busy()}>
                Add
              </button>
              <button
                type="button"
                class="govuk-button govuk-button--secondary"
                onClick={() => {
                  outcome.begin()
                  setOpen(false)
                }}
              >
                Leave it
              </button>
            </p>
          </form>
        </Show>
      </Show>
    </section>
  )
}
