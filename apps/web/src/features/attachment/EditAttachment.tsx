import { changeAttachment, type KeptAttachment } from '@beatbook/domain'
import { dayWords } from '@beatbook/domain/english'
import { commandOutcome } from '@beatbook/presentation'
import { createSignal, createUniqueId, onMount } from 'solid-js'
import { createStore } from 'solid-js/store'
import { v7 as newId } from 'uuid'
import { ErrorSummary } from '../../ui/ErrorSummary.tsx'
import { TextField } from '../../ui/Field.tsx'
import { warnOfLoss } from '../../ui/loss.ts'
import type { SavedCommand } from '../command/Saved.tsx'
import { type CommandOn, useCommand } from '../command/use-command.ts'
import { dayOf } from './attaching.ts'
import { EvidenceFields } from './EvidenceFields.tsx'

/** The form of a file or link: its title, and whether it is evidence. */
export const EditAttachment = (
  props: CommandOn & { attachment: KeptAttachment; onClose: (saved: SavedCommand | null) => void },
) => {
  const id = createUniqueId()
  const change = useCommand(changeAttachment, () => props)
  const [problem, setProblem] = createSignal<string | null>(null)
  const [begun, setBegun] = createSignal(false)
  const was = { ...props.attachment }
  // The versions when the form was opened; others' changes arrive in the page while it is filled in.
  let seen = { ...props.attachment.touched }
  const [typed, setTyped] = createStore({
    title: was.title,
    reason: '',
    evidence: was.evidence !== null,
    evidenceOn: was.evidence === null ? '' : dayWords(was.evidence),
  })
  let title!: HTMLInputElement
  onMount(() => title.focus())
  const leave = warnOfLoss(begun, () => props.onClose(null))

  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const on = dayOf(typed.evidenceOn)
    if (typed.title.trim() === '') return setProblem('Write a title')
    if (typed.evidence && on === null)
      return setProblem('Write the day of the evidence like 31/10/2026 or 31 October 2026')
    const command = {
      commandId: newId(),
      actionId: props.action.id,
      attachmentId: was.id,
      ...(typed.title.trim() === was.title ? {} : { title: typed.title.trim() }),
      ...(typed.evidence === (was.evidence !== null) ? {} : { evidence: typed.evidence }),
      ...(typed.evidence && on && on !== was.evidence ? { evidenceOn: on } : {}),
      ...(typed.reason.trim() === '' ? {} : { reason: typed.reason.trim() }),
      seen,
    }
    const isSame = !('title' in command || 'evidence' in command || 'evidenceOn' in command)
    setProblem(null)
    const failure = isSame ? null : await change.give(command)
    if (failure) {
      // After seeing what changed, the person may save it anyway.
      if (failure.refusal?.code === 'stale') seen = { ...props.attachment.touched }
      return setProblem(failure.words)
    }
    leave.done()
    const words = commandOutcome('change-attachment', { unchanged: isSame })
    props.onClose(isSame ? null : { words, commandId: command.commandId })
  }
  return (
    <form
      class="panel"
      onSubmit={submit}
      onInput={() => setBegun(true)}
      novalidate
      aria-label={`Edit “${was.title}”`}
      onKeyDown={(event) => event.key === 'Escape' && leave.ask()}
    >
      <ErrorSummary errors={problem() === null ? [] : [{ words: problem() ?? '' }]} />
      <TextField
        ref={title}
        id={`${id}-title`}
        label="Title"
        value={typed.title}
        maxlength="200"
        autocomplete="off"
        onInput={(event) => setTyped('title', event.currentTarget.value)}
      />
      <EvidenceFields
        evidence={typed.evidence}
        on={typed.evidenceOn}
        hint={was.evidence === null ? 'Empty for today' : 'Empty to keep the day'}
        onChange={(given) => {
          setBegun(true)
          setTyped(given)
        }}
      />
      <TextField
        id={`${id}-reason`}
        label="Why (may stay empty)"
        value={typed.reason}
        autocomplete="off"
        onInput={(event) => setTyped('reason', event.currentTarget.value)}
      />
      <p class="buttons">
        <button type="submit" class="govuk-button" disabled={change.busy()}>
          {change.busy() ? 'Saving …' : 'Save'}
        </button>
        <button type="button" class="govuk-button govuk-button--secondary" onClick={leave.ask}>
          Cancel
        </button>
      </p>
    </form>
  )
}
