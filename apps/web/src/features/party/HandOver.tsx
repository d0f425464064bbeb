import type { HandOverPreview } from '@beatbook/contract'
import { handOver } from '@beatbook/domain'
import { counted, dayWords } from '@beatbook/domain/english'
import { commandDone } from '@beatbook/presentation'
import { createSignal, For, Show } from 'solid-js'
import { v7 as newId } from 'uuid'
import { api, problemSentence } from '../../api.ts'
import type { FormError } from '../../ui/ErrorSummary.tsx'
import { commandError } from '../command/form-error.ts'
import { useCommand } from '../command/use-command.ts'
import {
  DayAndReason,
  dayAndReason,
  dayCodes,
  doneOf,
  type FormProps,
  type Given,
  idOf,
  noDay,
  OwnerField,
  Panel,
} from './Panel.tsx'

type Asked = {
  readonly partyId: string
  readonly toId: string
  readonly on?: string
  readonly reason?: string
}

/** The form that gives an owner's open actions to another one: first what it would do, then it is done. */
export const HandOver = (props: FormProps) => {
  const id = 'hand-over'
  const [errors, setErrors] = createSignal<FormError[]>([])
  const [preview, setPreview] = createSignal<{
    readonly asked: Asked
    readonly found: HandOverPreview
  } | null>(null)
  const command = useCommand(handOver)
  const commandId = newId()
  const askedIn = async (given: Given): Promise<Asked | null> => {
    const more = dayAndReason(given)
    if (more === null) {
      setErrors([noDay(id)])
      return null
    }
    if (given('to') === '') {
      setErrors([{ field: `${id}-to`, words: 'Write the owner that takes them' }])
      return null
    }
    const toId = await idOf(given('to'))
    if (!(toId instanceof Error)) return { partyId: props.owner.id, toId, ...more }
    setErrors([{ field: `${id}-to`, words: toId.message }])
    return null
  }
  const submit = async (given: Given) => {
    setErrors([])
    const asked = await askedIn(given)
    if (asked === null) return setPreview(null)
    const shown = preview()
    // What is saved is what was shown: another owner or day is shown first.
    if (shown === null || JSON.stringify(shown.asked) !== JSON.stringify(asked)) {
      try {
        const found = await api.parties.previewHandOver.query(asked)
        setPreview({ asked, found })
      } catch (error) {
        setErrors([{ words: problemSentence(error) }])
      }
      return
    }
    const failure = await command.give({ ...asked, commandId, seen: { open: shown.found.count } })
    if (failure === null) return props.onDone({ words: commandDone('hand-over'), commandId })
    setPreview(null)
    const codes = { ...dayCodes(id), 'party-loop': `${id}-to` }
    return setErrors([commandError(failure, { codes, inputs: { on: `${id}-on` } })])
  }
  return (
    <Panel
      id={id}
      about={props.owner.id}
      title="Give over its open actions"
      errors={errors()}
      busy={command.busy()}
      button={
        preview() === null
          ? 'Show what changes'
          : `Give over ${counted(preview()?.found.count ?? 0, 'action')}`
      }
      done={doneOf(preview()?.found.count, props.owner.open)}
      onClose={props.onClose}
      onSubmit={submit}
    >
      <p>
        “{props.owner.name}” has {counted(props.owner.open, 'open action')}. Each keeps the duty it has. It
        can be undone as one.
      </p>
      <OwnerField
        id={`${id}-to`}
        label="The owner that takes them"
        value={props.owner.successor?.name ?? ''}
        errors={errors()}
      />
      <DayAndReason
        id={id}
        errors={errors()}
        label="From"
        value={props.owner.successor === null ? '' : dayWords(props.owner.successor.from)}
      />
      <Show when={preview()}>
        {(shown) => (
          <section aria-label="What changes" role="status">
            <Show when={shown().found.rows.length > 0} fallback={<p>It has no open action.</p>}>
              <ul class="plain">
                <For each={shown().found.rows}>
                  {(row) => (
                    <li>
                      {row.address} {row.text} <span class="quiet">from {dayWords(row.on)}</span>
                    </li>
                  )}
                </For>
              </ul>
              <Show when={shown().found.count > shown().found.rows.length}>
                <p>and {counted(shown().found.count - shown().found.rows.length, 'more action')}</p>
              </Show>
            </Show>
          </section>
        )}
      </Show>
    </Panel>
  )
}
