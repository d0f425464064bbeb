import type { PartyView } from '@beatbook/contract'
import { readDay } from '@beatbook/domain'
import { dayWords, grouped } from '@beatbook/domain/english'
import { useQuery } from '@tanstack/solid-query'
import { createSignal, For, type JSX, onCleanup, onMount, untrack } from 'solid-js'
import { api, problemSentence } from '../../api.ts'
import { ErrorSummary, errorOn, type FormError } from '../../ui/ErrorSummary.tsx'
import { TextField } from '../../ui/Field.tsx'
import { warnOfLoss } from '../../ui/loss.ts'
import type { SavedCommand } from '../command/Saved.tsx'
import { useKept } from '../form/Kept.tsx'
import { useSession } from '../session/session.ts'
import { partiesQuery } from './queries.ts'

/** What each form of an owner is given. */
export interface FormProps {
  readonly owner: PartyView
  readonly onClose: () => void
  readonly onDone: (saved: SavedCommand) => void
}

/** What a form gives: its values by the names of its fields. */
export type Given = (name: string) => string

/** A form in a panel, with its errors, a reason, and its buttons. */
export const Panel = (props: {
  id: string
  /** The id of what it is about, by which what is typed is kept. */
  about: string
  title: string
  errors: readonly FormError[]
  busy: boolean
  /** The label of the button that sends it. */
  button?: string
  /** How much of it is done, while it is saved. */
  done?: string | undefined
  onClose: () => void
  /** Resolves with `undefined` where it was saved. */
  onSubmit: (given: Given, form: HTMLFormElement) => Promise<unknown>
  children: JSX.Element
}) => {
  const [begun, setBegun] = createSignal(false)
  let form!: HTMLFormElement
  onMount(() => form.querySelector<HTMLElement>('input, select, textarea')?.focus())
  const kept = useKept(untrack(() => `${props.id}/${props.about}`))
  let isClosed = false
  onCleanup(() => {
    isClosed = true
  })
  const leave = warnOfLoss(begun, () => {
    kept.done()
    props.onClose()
  })
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const data = new FormData(form)
    kept.hold()
    const failed = await props.onSubmit((name) => String(data.get(`${props.id}-${name}`) ?? '').trim(), form)
    // A form that was saved is closed; one that was not says why, or shows what it would do.
    if (isClosed && failed === undefined) kept.done()
    else kept.goOn()
  }
  return (
    <section class="panel" aria-labelledby={`${props.id}-title`}>
      <h2 id={`${props.id}-title`}>{props.title}</h2>
      <form
        ref={(element) => {
          form = element
          kept.keep(element)
        }}
        onSubmit={submit}
        onInput={() => setBegun(true)}
        novalidate
        aria-labelledby={`${props.id}-title`}
        onKeyDown={(event) => event.key === 'Escape' && leave.ask()}
      >
        <ErrorSummary errors={props.errors} />
        <kept.Note />
        {props.children}
        <p class="buttons">
          <button type="submit" class="govuk-button" disabled={props.busy}>
            {props.busy ? (props.done ?? 'Saving …') : (props.button ?? 'Save')}
          </button>
          <button type="button" class="govuk-button govuk-button--secondary" onClick={leave.ask}>
            Cancel
          </button>
        </p>
      </form>
    </section>
  )
}

/** How many of some actions a command that takes them one part after the other has done; nothing before the first. */
export const doneOf = (all: number | undefined, left: number): string | undefined =>
  all === undefined || left >= all ? undefined : `Saving … ${grouped(all - left)} of ${grouped(all)}`

/** The day and the reason of a change. */
export const DayAndReason = (props: {
  id: string
  errors: readonly FormError[]
  label: string
  /** The day at first; empty where there is none. */
  value?: string
}) => {
  const session = useSession()
  return (
    <div class="row">
      <TextField
        id={`${props.id}-on`}
        label={props.label}
        hint={session.data ? `Empty for today, ${dayWords(session.data.today)}` : undefined}
        error={errorOn(props.errors, `${props.id}-on`)}
        value={props.value ?? ''}
        autocomplete="off"
      />
      <TextField id={`${props.id}-reason`} label="Reason (optional)" autocomplete="off" />
    </div>
  )
}

/** The day and the reason as given, for a command; `null` where the day is none. */
export const dayAndReason = (given: Given): { on?: string; reason?: string } | null => {
  const on = given('on') === '' ? undefined : readDay(given('on'))
  if (on === null) return null
  return {
    ...(on === undefined ? {} : { on }),
    ...(given('reason') === '' ? {} : { reason: given('reason') }),
  }
}

export const noDay = (id: string): FormError => ({
  field: `${id}-on`,
  words: 'Write the day like 31/10/2026 or 31 October 2026',
})

/** The fields that refusals about a day belong to. */
export const dayCodes = (id: string) => ({
  'effective-in-future': `${id}-on`,
  'before-it-exists': `${id}-on`,
  'contradicts-later': `${id}-on`,
})

/** A field for an owner by any of its names, with the names there are. */
export const OwnerField = (props: {
  id: string
  label: string
  hint?: string
  value: string
  errors: readonly FormError[]
}) => {
  const all = useQuery(() => partiesQuery({ limit: 500 }))
  return (
    <>
      <TextField
        id={props.id}
        label={props.label}
        hint={props.hint ?? 'Any of its names'}
        error={errorOn(props.errors, props.id)}
        value={props.value}
        maxlength="200"
        autocomplete="off"
        list={`${props.id}-names`}
      />
      <datalist id={`${props.id}-names`}>
        <For each={all.data?.rows ?? []}>{(row) => <option value={row.name} />}</For>
      </datalist>
    </>
  )
}

/** The id of the owner with a name; an error with a sentence where there is none. */
export const idOf = async (owner: string): Promise<string | Error> => {
  try {
    return (await api.parties.get.query({ owner })).id
  } catch (error) {
    return new Error(problemSentence(error))
  }
}
