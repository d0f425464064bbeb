import type { ActionView } from '@beatbook/contract'
import { commandDone, commandTitle } from '@beatbook/presentation'
import { createSignal, For, Show } from 'solid-js'
import { v7 as newId } from 'uuid'
import { api, problemSentence } from '../../api.ts'
import { TextField } from '../../ui/Field.tsx'
import { ComputedMark } from '../../ui/LevelMark.tsx'
import { Link } from '../../ui/Link.tsx'
import { useCommand } from '../command/use-command.ts'
import { useEditing } from '../session/session.ts'

/** What an action depends on, with its levels; who may change things adds to it and takes away from it. */
export const Dependencies = (props: { action: ActionView }) => {
  const editing = useEditing()
  const [open, setOpen] = createSignal(false)
  const [said, setSaid] = createSignal('')
  const [problem, setProblem] = createSignal<string>()
  const add = useCommand(api.commands.addDependency.mutate)
  const remove = useCommand(api.commands.removeDependency.mutate)

  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const words = String(new FormData(event.currentTarget as HTMLFormElement).get('depends-on') ?? '').trim()
    if (words === '') return setProblem('Give the address or the ref of the other action')
    setProblem(undefined)
    try {
      const other = await api.actions.get.query({ address: words.includes('/') ? words : `${props.action.planCode}/${words}` })
      await add.give({ commandId: newId(), actionId: props.action.id, dependsOn: other.id })
      setOpen(false)
      setSaid(commandDone('add-dependency'))
    } catch (error) {
      setProblem(problemSentence(error))
    }
  }
  const takeAway = async (id: string) => {
    setProblem(undefined)
    try {
      await remove.give({ commandId: newId(), actionId: props.action.id, dependsOn: id })
      setSaid(commandDone('remove-dependency'))
    } catch (error) {
      setProblem(problemSentence(error))
    }
  }
  return (
    <section aria-labelledby="depends">
      <h2 id="depends">Depends on</h2>
      <p role="status" class="done-line">
        {said()}
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
                  <button type="button" class="link-button" disabled={remove.busy()} onClick={() => takeAway(other.id)}>
                    Remove<span class="govuk-visually-hidden"> {other.address}</span>
                  </button>
                </Show>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Show when={problem() !== undefined && !open()}>
        <p role="alert">{problem()}</p>
      </Show>
      <Show when={editing().allowed && !props.action.withdrawn}>
        <Show
          when={open()}
          fallback={
            <button
              type="button"
              class="link-button"
              onClick={() => {
                setSaid('')
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
              error={problem()}
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
                  setProblem(undefined)
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
