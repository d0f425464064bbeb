import { dayWords } from '@beatbook/domain/english'
import { createSignal, Show } from 'solid-js'
import { useAsAt } from '../../calendar/as-at.ts'
import { londonToday } from '../../calendar/london.ts'
import { TextField } from '../../ui/Field.tsx'
import { useSession } from '../session/session.ts'

type Field = 'as-at-day' | 'known-day'

/** The valid date and the knowledge date of every page, in the header: a button that opens a small form. */
export const AsAtControl = () => {
  const { asAt, knownOn, looksBack, look } = useAsAt()
  const session = useSession()
  const [open, setOpen] = createSignal(false)
  const [errors, setErrors] = createSignal<Partial<Record<Field, string>>>({})
  let button!: HTMLButtonElement
  let day!: HTMLInputElement
  let known!: HTMLInputElement

  const close = () => {
    setOpen(false)
    setErrors({})
    button.focus()
  }
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const { readDayFrom } = await import('./read-day.ts')
    const today = session.data?.today
    const wrong: Partial<Record<Field, string>> = {}
    const read = (field: Field, input: HTMLInputElement) => {
      const words = input.value.trim()
      const date = words === '' ? null : readDayFrom(words, today ?? londonToday())
      if (words !== '' && date === null)
        wrong[field] = 'Write a day like 31/3/2023, yesterday or “last month end”'
      // A future day shows the forecast; a future knowledge date is impossible.
      else if (field === 'known-day' && today && date !== null && date > today)
        wrong[field] = 'Give today or an earlier day'
      return date === today ? null : date
    }
    const to = { asAt: read('as-at-day', day), knownOn: read('known-day', known) }
    setErrors(wrong)
    if (Object.keys(wrong).length > 0) return
    close()
    look(to)
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
          if (open()) day.focus()
        }}
      >
        As at <b>{asAt() ? dayWords(asAt() as string) : 'today'}</b>
      </button>
      <form id="as-at-form" class="as-at-form" hidden={!open()} onSubmit={submit} novalidate>
        <TextField
          ref={day}
          id="as-at-day"
          label="Look at the end of a day"
          hint="For example 31/3/2023 or “last month end”; empty for today. A day to come shows the forecast, if nobody writes."
          error={errors()['as-at-day']}
          value={asAt() ? dayWords(asAt() as string) : ''}
          autocomplete="off"
        />
        <TextField
          ref={known}
          id="known-day"
          label="With what was known by the end of a day"
          hint="Empty for all that is known now. A board paper gives the day it was made."
          error={errors()['known-day']}
          value={knownOn() ? dayWords(knownOn() as string) : ''}
          autocomplete="off"
        />
        <button type="submit" class="govuk-button">
          Look back
        </button>
        <Show when={looksBack()}>
          <button
            type="button"
            class="link-button"
            onClick={() => {
              close()
              look({ asAt: null, knownOn: null })
            }}
          >
            Back to today
          </button>
        </Show>
      </form>
    </div>
  )
}

/** The bar on every page that shows a past date. */
export const AsAtBar = () => {
  const { asAt, knownOn, looksBack, look } = useAsAt()
  const session = useSession()
  const meaning = (): string => {
    if ((asAt() ?? '') > (session.data?.today ?? '9999')) return 'the forecast, if nobody writes until then'
    return knownOn() === undefined ? 'what was true at the end of that day' : 'what had been recorded by then'
  }
  return (
    <Show when={looksBack()}>
      <div class="as-at-bar" role="status">
        <b>As at {asAt() ? dayWords(asAt() as string) : 'today'}</b>
        <Show when={knownOn()}>{(day) => <b>, as known on {dayWords(day())}</b>}</Show>
        <span> · {meaning()}</span>
        <span class="on-screen">; nothing can be changed here · </span>
        <button type="button" class="link-button" onClick={() => look({ asAt: null, knownOn: null })}>
          back to today
        </button>
      </div>
    </Show>
  )
}
