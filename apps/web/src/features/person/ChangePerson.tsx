import type { Person } from '@beatbook/domain'
import { doneSentence } from '@beatbook/presentation'
import { createSignal } from 'solid-js'
import { v7 as newId } from 'uuid'
import { api } from '../../api.ts'
import { ErrorSummary, errorOn, type FormError } from '../../ui/ErrorSummary.tsx'
import { TextField } from '../../ui/Field.tsx'
import { Modal } from '../../ui/Modal.tsx'
import { formError } from '../command/form-error.ts'
import { FEWEST_LETTERS, passwordHint } from '../session/password.ts'

interface ChangeProps {
  readonly person: Person
  readonly onClose: () => void
  /** Called with the outcome as a sentence. */
  readonly onDone: (said: string) => void
}

/** Renames a person. */
export const Rename = (props: ChangeProps) => (
  <OneField
    title={`Change the name of ${props.person.name}`}
    field="new-name"
    input="name"
    label="Name or post"
    hint="Everything they recorded shows the new name. The change is in the audit."
    value={props.person.name}
    missing={(name) => (name.trim() === '' ? 'Enter a name or a post' : null)}
    action="Change the name"
    onClose={props.onClose}
    give={async (name) => {
      const person = await api.people.rename.mutate({ commandId: newId(), id: props.person.id, name })
      props.onDone(doneSentence(`${props.person.name} is now called ${person.name}.`, name))
    }}
  />
)

/** Sets a new initial password for a person who forgot theirs. */
export const GivePassword = (props: ChangeProps) => (
  <OneField
    title={`Give ${props.person.name} a new password`}
    field="given-password"
    input="password"
    label="New password"
    hint={`${passwordHint} They are signed out everywhere, and will be asked to choose their own when they sign in with it.`}
    value=""
    missing={(password) =>
      password.length >= FEWEST_LETTERS ? null : `Enter a password of at least ${FEWEST_LETTERS} characters`
    }
    action="Give the password"
    onClose={props.onClose}
    give={async (password) => {
      await api.people.setPassword.mutate({ commandId: newId(), id: props.person.id, password })
      props.onDone(
        `${props.person.name} has a new password. Hand it to them yourself; they will be asked to choose their own.`,
      )
    }}
  />
)

interface OneFieldProps {
  readonly title: string
  readonly field: string
  /** The field's name in the command. */
  readonly input: string
  readonly label: string
  readonly hint: string
  readonly value: string
  readonly missing: (given: string) => string | null
  readonly action: string
  readonly onClose: () => void
  readonly give: (given: string) => Promise<void>
}

const OneField = (props: OneFieldProps) => {
  const [errors, setErrors] = createSignal<FormError[]>([])
  const [busy, setBusy] = createSignal(false)
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const given = String(new FormData(event.currentTarget as HTMLFormElement).get(props.field) ?? '')
    const missing = props.missing(given)
    setErrors(missing === null ? [] : [{ field: props.field, words: missing }])
    if (missing !== null) return
    setBusy(true)
    try {
      await props.give(given)
    } catch (error) {
      setErrors([
        formError(error, { codes: { 'password-weak': props.field }, inputs: { [props.input]: props.field } }),
      ])
    }
    setBusy(false)
  }
  return (
    <Modal title={props.title} onClose={props.onClose}>
      <ErrorSummary errors={errors()} />
      <form onSubmit={submit} novalidate>
        <TextField
          id={props.field}
          label={props.label}
          hint={props.hint}
          value={props.value}
          error={errorOn(errors(), props.field)}
          autocomplete="off"
          spellcheck={false}
        />
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
