import type { ActionView } from '@beatbook/contract'
import { MOST_SPLIT_OFF, readActionLine, readTimescale, splitAction } from '@beatbook/domain'
import { timescaleSentence } from '@beatbook/domain/english'
import { commandDone, commandTitle } from '@beatbook/presentation'
import { createSignal, Index, onMount, Show } from 'solid-js'
import { v7 as newId } from 'uuid'
import { ErrorSummary, errorOn, type FormError } from '../../ui/ErrorSummary.tsx'
import { TextArea, TextField } from '../../ui/Field.tsx'
import { FormButtons } from '../../ui/FormButtons.tsx'
import { warnOfLoss } from '../../ui/loss.ts'
import { commandError } from '../command/form-error.ts'
import type { SavedCommand } from '../command/Saved.tsx'
import { useCommand } from '../command/use-command.ts'
import { useKept } from '../form/Kept.tsx'

interface SplitProps {
  readonly action: ActionView
  /** Called with what was saved; with `null` if nothing was done. */
  readonly onClose: (saved: SavedCommand | null) => void
}

/** The form that splits an action: what it keeps, and a line for each new one. */
export const SplitAction = (props: SplitProps) => {
  const [errors, setErrors] = createSignal<FormError[]>([])
  const [parts, setParts] = createSignal<readonly { readonly actionId: string; readonly words: string }[]>([
    { actionId: newId(), words: '' },
  ])
  const [begun, setBegun] = createSignal(false)
  const ids = { commandId: newId() }
  const { text } = props.action
  const seen = { text: props.action.touched.text }
  let form!: HTMLFormElement
  onMount(() => form.querySelector<HTMLInputElement>('#split-0')?.focus())
  const kept = useKept(`split-action/${props.action.id}`)
  const leave = warnOfLoss(begun, () => {
    kept.done()
    props.onClose(null)
  })
  const split = useCommand(splitAction)

  const write = (at: number, words: string) =>
    setParts((all) => all.map((part, each) => (each === at ? { ...part, words } : part)))
  const haveLines = (count: number) =>
    setParts((all) =>
      Array.from(
        { length: Math.min(count, MOST_SPLIT_OFF) },
        (_, at) => all[at] ?? { actionId: newId(), words: '' },
      ),
    )
  const add = () => {
    haveLines(parts().length + 1)
    queueMicrotask(() => form.querySelector<HTMLInputElement>(`#split-${parts().length - 1}`)?.focus())
  }

  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const given = (name: string) => String(new FormData(form).get(name) ?? '').trim()
    const said = parts().filter(({ words }) => words.trim() !== '')
    if (said.length === 0) return setErrors([{ field: 'split-0', words: 'Write what a new action promises' }])
    if (given('split-text') === '')
      return setErrors([{ field: 'split-text', words: 'Write what this action promises' }])
    setErrors([])
    const failure = await split.give({
      ...ids,
      actionId: props.action.id,
      parts: [...said],
      ...(given('split-text') === text.trim() ? {} : { text: given('split-text') }),
      ...(given('split-reason') === '' ? {} : { reason: given('split-reason') }),
      seen,
    })
    if (failure) return setErrors([commandError(failure, { codes })])
    leave.done()
    kept.done()
    props.onClose({ words: commandDone('split-action'), commandId: ids.commandId })
  }

  return (
    <form
      ref={(element) => {
        form = element
        kept.keep(element)
      }}
      class="panel"
      onSubmit={submit}
      onInput={() => setBegun(true)}
      novalidate
      aria-labelledby="split-title"
      onKeyDown={(event) => event.key === 'Escape' && leave.ask()}
    >
      <h2 id="split-title">{commandTitle('split-action')}</h2>
      <p>
        {props.action.ref} keeps its history. The new actions stand behind it, with its owners and date where
        their line states none.
      </p>
      <ErrorSummary errors={errors()} />
      <kept.Note />
      {/* Kept with what is typed: as many lines come back. */}
      <input
        type="text"
        hidden
        name="split-lines"
        value={parts().length}
        onInput={(event) => haveLines(Number(event.currentTarget.value))}
      />
      <TextArea
        id="split-text"
        label={`What ${props.action.ref} promises from now on`}
        error={errorOn(errors(), 'split-text')}
        value={text}
      />
      <Index each={parts()}>
        {(part, at) => (
          <>
            <TextField
              id={`split-${at}`}
              label={`New action ${at + 1}`}
              hint={at === 0 ? 'For example: Train the wardens @Estates by Oct 27' : undefined}
              error={errorOn(errors(), `split-${at}`)}
              value={part().words}
              autocomplete="off"
              onInput={(event) => write(at, event.currentTarget.value)}
            />
            <Show when={meaningOf(part().words)}>{(means) => <p class="reading">means: {means()}</p>}</Show>
          </>
        )}
      </Index>
      <Show when={parts().length < MOST_SPLIT_OFF}>
        <p>
          <button type="button" class="link-button" onClick={add}>
            Add another
          </button>
        </p>
      </Show>
      <TextField id="split-reason" label="Reason (optional)" autocomplete="off" />
      <FormButtons busy={split.busy()} onCancel={leave.ask} />
    </form>
  )
}

/** What is read from a line about owners and the timescale; empty where it states nothing. */
const meaningOf = (line: string): string => {
  const { owners, timescale } = readActionLine(line)
  const names = owners.flatMap((owner) => ('name' in owner ? [owner.name] : []))
  return [
    ...(names.length === 0 ? [] : [`owner: ${names.join(', ')}`]),
    ...(timescale === null ? [] : [timescaleSentence(readTimescale(timescale).timescale)]),
  ].join('; ')
}

const codes = {
  'nothing-said': 'split-0',
  'timescale-not-understood': 'split-0',
} as const
