import type { ActionView } from '@beatbook/contract'
import { MOST_MERGED_ACTIONS, mergeActions } from '@beatbook/domain'
import { counted } from '@beatbook/domain/english'
import { commandDone, commandTitle } from '@beatbook/presentation'
import { createSignal, onMount } from 'solid-js'
import { v7 as newId } from 'uuid'
import { api } from '../../api.ts'
import { ErrorSummary, errorOn, type FormError } from '../../ui/ErrorSummary.tsx'
import { TextArea, TextField } from '../../ui/Field.tsx'
import { FormButtons } from '../../ui/FormButtons.tsx'
import { warnOfLoss } from '../../ui/loss.ts'
import { commandError, failureIn } from '../command/form-error.ts'
import type { SavedCommand } from '../command/Saved.tsx'
import { useCommand } from '../command/use-command.ts'
import { useKept } from '../form/Kept.tsx'

interface MergeProps {
  readonly action: ActionView
  /** Called with what was saved; with `null` if nothing was done. */
  readonly onClose: (saved: SavedCommand | null) => void
}

/** The form that merges other actions of the plan into one, by their refs. */
export const MergeActions = (props: MergeProps) => {
  const [errors, setErrors] = createSignal<FormError[]>([])
  const [begun, setBegun] = createSignal(false)
  const [looking, setLooking] = createSignal(false)
  const ids = { commandId: newId() }
  const { text } = props.action
  const seen = { text: props.action.touched.text }
  let first!: HTMLInputElement
  onMount(() => first.focus())
  const kept = useKept(`merge-actions/${props.action.id}`)
  const leave = warnOfLoss(begun, () => {
    kept.done()
    props.onClose(null)
  })
  const merge = useCommand(mergeActions)

  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget as HTMLFormElement)
    const given = (name: string) => String(form.get(name) ?? '').trim()
    const refs = [...new Set(given('merge-refs').split(/[\s,;]+/))].filter((ref) => ref !== '')
    if (refs.length === 0)
      return setErrors([{ field: 'merge-refs', words: 'Write the refs of the other actions' }])
    if (refs.length > MOST_MERGED_ACTIONS)
      return setErrors([{ field: 'merge-refs', words: `Merge at most ${MOST_MERGED_ACTIONS} at once` }])
    if (given('merge-reason') === '')
      return setErrors([{ field: 'merge-reason', words: 'Say why they are merged' }])
    setErrors([])
    setLooking(true)
    const found = await Promise.all(
      refs.map((ref) =>
        api.actions.get
          .query({ address: ref.includes('/') ? ref : `${props.action.planCode}/${ref}` })
          .then(({ id }) => id, failureIn),
      ),
    ).finally(() => setLooking(false))
    const [missing] = found.filter((each) => typeof each !== 'string')
    if (missing !== undefined) return setErrors([{ field: 'merge-refs', words: missing.words }])
    const failure = await merge.give({
      ...ids,
      actionId: props.action.id,
      merged: found.filter((each) => typeof each === 'string'),
      ...(given('merge-text') === text.trim() ? {} : { text: given('merge-text') }),
      reason: given('merge-reason'),
      seen,
    })
    if (failure) return setErrors([commandError(failure, { codes })])
    leave.done()
    kept.done()
    props.onClose({
      words: `${commandDone('merge-actions')} ${counted(refs.length, 'action')} withdrawn, with a link to this one.`,
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
      aria-labelledby="merge-title"
      onKeyDown={(event) => event.key === 'Escape' && leave.ask()}
    >
      <h2 id="merge-title">{commandTitle('merge-actions')}</h2>
      <p>
        {props.action.ref} stays. The others are withdrawn, with a link to it; their updates stay readable
        through it.
      </p>
      <ErrorSummary errors={errors()} />
      <kept.Note />
      <TextField
        ref={first}
        id="merge-refs"
        label="Refs of the other actions"
        hint={`Of ${props.action.planCode}, for example 21, 22`}
        error={errorOn(errors(), 'merge-refs')}
        autocomplete="off"
      />
      <TextArea
        id="merge-text"
        label={`What ${props.action.ref} promises from now on`}
        error={errorOn(errors(), 'merge-text')}
        value={text}
      />
      <TextField
        id="merge-reason"
        label="Reason"
        error={errorOn(errors(), 'merge-reason')}
        autocomplete="off"
      />
      <FormButtons busy={looking() || merge.busy()} onCancel={leave.ask} />
    </form>
  )
}

const codes = { 'not-found': 'merge-refs', withdrawn: 'merge-refs', 'nothing-said': 'merge-refs' } as const
