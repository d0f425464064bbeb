import { createSignal, type JSX, Show } from 'solid-js'
import { ErrorSummary } from './ErrorSummary.tsx'
import { TextField } from './Field.tsx'
import { Modal } from './Modal.tsx'

interface ConfirmProps {
  readonly title: string
  /** The label of the button that does it. */
  readonly action: string
  /** The label of a field for an optional reason. */
  readonly reason?: string
  readonly onClose: () => void
  /** Does it; returns the error, or `null`. */
  readonly onConfirm: (reason: string) => Promise<string | null>
  readonly children: JSX.Element
}

/** Asks for confirmation. */
export default function Confirm(props: ConfirmProps) {
  const [failed, setFailed] = createSignal<string | null>(null)
  const [busy, setBusy] = createSignal(false)
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const reason = String(
      new FormData(event.currentTarget as HTMLFormElement).get('confirm-reason') ?? '',
    ).trim()
    setBusy(true)
    setFailed(await props.onConfirm(reason))
    setBusy(false)
  }
  return (
    <Modal title={props.title} onClose={props.onClose}>
      <ErrorSummary errors={failed() === null ? [] : [{ words: failed() ?? '' }]} />
      <form onSubmit={submit} novalidate>
        {props.children}
        <Show when={props.reason}>
          {(label) => <TextField id="confirm-reason" label={label()} autocomplete="off" />}
        </Show>
        <p class="buttons">
          <button type="submit" class="govuk-button" disabled={busy()}>
            {props.action}
          </button>
          <button type="button" class="govuk-button govuk-button--secondary" onClick={() => props.onClose()}>
            Cancel
          </button>
        </p>
      </form>
    </Modal>
  )
}
