import type { LinkView } from '@beatbook/contract'
import { addLink, type GivenLinkKind, givenLinkKinds, removeLink } from '@beatbook/domain'
import { linkHeading } from '@beatbook/domain/english'
import { commandDone, commandTitle } from '@beatbook/presentation'
import { createSignal, For, Show } from 'solid-js'
import { v7 as newId } from 'uuid'
import { api } from '../../api.ts'
import { SelectField, TextField } from '../../ui/Field.tsx'
import { ComputedMark } from '../../ui/LevelMark.tsx'
import { Link } from '../../ui/Link.tsx'
import { createOutcome } from '../../ui/outcome.ts'
import { failureIn } from '../command/form-error.ts'
import { type CommandOn, useCommand } from '../command/use-command.ts'
import { useEditing } from '../session/session.ts'

/**
 * An action's links, and those of others to it, with their levels; people with permission add and remove
 * links here.
 */
export const Links = (props: CommandOn) => {
  const editing = useEditing()
  const [open, setOpen] = createSignal(false)
  const outcome = createOutcome()
  const close = () => {
    outcome.begin()
    setOpen(false)
  }
  const add = useCommand(addLink, () => props)
  const remove = useCommand(removeLink, () => props)

  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget as HTMLFormElement)
    const words = String(form.get('link-to') ?? '').trim()
    if (words === '') return outcome.fail('Give the address or the ref of the other action')
    const kind = String(form.get('link-kind')) as GivenLinkKind
    outcome.begin()
    const failure = await api.actions.get
      .query({ address: words.includes('/') ? words : `${props.action.planCode}/${words}` })
      .then(
        (other) => add.give({ commandId: newId(), actionId: props.action.id, kind, to: other.id }),
        failureIn,
      )
    if (failure) return outcome.fail(failure.words)
    setOpen(false)
    outcome.done(commandDone('add-link'))
  }
  const takeAway = async (kind: GivenLinkKind, to: string) => {
    outcome.begin()
    const failure = await remove.give({ commandId: newId(), actionId: props.action.id, kind, to })
    if (failure) outcome.fail(failure.words)
    else outcome.done(commandDone('remove-link'))
  }
  return (
    <section aria-labelledby="links">
      <h2 id="links">Links</h2>
      <p role="status" class="done-line">
        {outcome.said()}
      </p>
      <Show when={props.action.links.length > 0} fallback={<p class="quiet">No other action.</p>}>
        <For each={grouped(props.action.links)}>
          {(group) => (
            <>
              <h3>{group.heading}</h3>
              <ul class="plain links">
                <For each={group.links}>
                  {(other) => (
                    <li>
                      <Link href={`/plans/${other.address}`}>
                        {other.address} {other.text}
                      </Link>{' '}
                      <ComputedMark computed={other.computed} />{' '}
                      <Show when={editing().allowed ? removable(other) : null}>
                        {(kind) => (
                          <button
                            type="button"
                            class="link-button"
                            disabled={remove.busy()}
                            onClick={() => takeAway(kind(), other.id)}
                          >
                            Remove
                            <span class="govuk-visually-hidden">
                              {' '}
                              “{group.heading} {other.address}”
                            </span>
                          </button>
                        )}
                      </Show>
                    </li>
                  )}
                </For>
              </ul>
            </>
          )}
        </For>
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
              {commandTitle('add-link')}
            </button>
          }
        >
          <form
            onSubmit={submit}
            novalidate
            aria-label={commandTitle('add-link')}
            onKeyDown={(event) => {
              if (event.key !== 'Escape') return
              event.stopPropagation()
              close()
            }}
          >
            <SelectField
              ref={(select: HTMLSelectElement) => queueMicrotask(() => select.focus())}
              id="link-kind"
              label="This action"
            >
              <For each={givenLinkKinds}>
                {(kind) => (
                  <option value={kind}>{linkHeading({ kind, direction: 'to' }).toLowerCase()}</option>
                )}
              </For>
            </SelectField>
            <TextField
              id="link-to"
              label="Address or ref of the other action"
              hint={`Like ${props.action.planCode}/12, or 12 in this plan`}
              error={outcome.problem() || undefined}
              autocomplete="off"
            />
            <p class="buttons">
              <button type="submit" class="govuk-button" disabled={add.busy()}>
                Add
              </button>
              <button type="button" class="govuk-button govuk-button--secondary" onClick={close}>
                Cancel
              </button>
            </p>
          </form>
        </Show>
      </Show>
    </section>
  )
}

/** The links grouped by their kind from the action's side, in order. */
const grouped = (links: readonly LinkView[]): { heading: string; links: LinkView[] }[] => {
  const groups = new Map<string, LinkView[]>()
  for (const link of links) {
    const heading = linkHeading(link)
    groups.set(heading, [...(groups.get(heading) ?? []), link])
  }
  return [...groups].map(([heading, links]) => ({ heading, links }))
}

/**
 * The kind of a link that a person may remove here; `null` if it belongs to another action or was created in
 * another way.
 */
const removable = ({ kind, direction }: LinkView): GivenLinkKind | null =>
  direction === 'to' ? (givenLinkKinds.find((given) => given === kind) ?? null) : null
