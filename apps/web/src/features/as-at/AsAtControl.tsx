import { dayWords } from '@beatbook/presentation'
import { createSignal, Show } from 'solid-js'
import { TextField } from '../../ui/Field.tsx'
import { useSession } from '../session/session.ts'
import { useAsAt } from './as-at.ts'

/** The date every page looks back to, in the header: a button that opens a small form. */
export const AsAtControl = () => {
  const { asAt, setAsAt } = useAsAt()
  const session = useSession()
  const [open, setOpen] = createSignal(false)
  const [error, setError] = createSignal<string>()
  let button!: HTMLButtonElement
  let input!: HTMLInputElement

  const close = () => {
    setOpen(false)
    setError(undefined)
    button.focus()
  }
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const { readDay } = await import('./read-day.ts')
    const day = readDay(input.value)
    const today = session.data?.today
    if (day === null) return setError('Write a day like 31/3/2023 or 31 March 2023')
    if (today && day > today) return setError('Give today or an earlier day')
    close()
    setAsAt(today && day === today ? null : day)
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes the form from wherever the focus is in it
    <div
      class="as-at"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && open()) close()
      }}
    >
      <button
        type="button"
        ref={button}
        class="header-button"
        aria-expanded={open()}
        aria-controls="as-at-form"
        onClick={() => {
          setOpen(!open())
          if (open()) input.focus()
        }}
      >
        As at <b>{asAt() ? dayWords(asAt() as string) : 'today'}</b>
      </button>
      <form id="as-at-form" class="as-at-form" hidden={!open()} onSubmit={submit} novalidate>
        <TextField ref={input} id="as-at-day" label="Look back to the end of a day" hint="For example 31/3/2023" error={error()} autocomplete="off" />
        <button type="submit" class="govuk-button">
          Look back
        </button>
        <Show when={asAt()}>
          <button
            type="button"
            class="link-button"
            onClick={() => {
              close()
              setAsAt(null)
            }}
          >
            Back to today
          </button>
        </Show>
      </form>
    </div>
  )
}

/** Across every page while it looks back. */
export const AsAtBar = () => {
  const { asAt, setAsAt } = useAsAt()
  return (
    <Show when={asAt()}>
      {(date) => (
        <div class="as-at-bar" role="status">
          <b>As at {dayWords(date())}</b>
          <span> · what was true at the end of that day; nothing can be changed here · </span>
          <button type="button" class="link-button" onClick={() => setAsAt(null)}>
            back to today
          </button>
        </div>
      )}
    </Show>
  )
}
