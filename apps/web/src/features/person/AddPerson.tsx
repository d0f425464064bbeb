import { type Role, roles } from '@beatbook/domain'
import { doneSentence, roleWords } from '@beatbook/presentation'
import { createSignal, For } from 'solid-js'
import { v7 as newId } from 'uuid'
import { api } from '../../api.ts'
import { ErrorSummary, errorOn, type FormError } from '../../ui/ErrorSummary.tsx'
import { SelectField, TextField } from '../../ui/Field.tsx'
import { formError } from '../command/form-error.ts'
import { FEWEST_LETTERS } from '../session/password.ts'

const fields = {
  codes: { 'email-taken': 'email', 'password-weak': 'password' },
  inputs: { name: 'name', email: 'email', password: 'password' },
}

/** The form that adds a person, with an initial password to pass on. */
export const AddPerson = (props: { onBegin: () => void; onAdded: (said: string) => void }) => {
  const [errors, setErrors] = createSignal<FormError[]>([])
  const [busy, setBusy] = createSignal(false)
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    props.onBegin()
    const form = event.currentTarget as HTMLFormElement
    const data = new FormData(form)
    const given = (name: string) => String(data.get(name) ?? '').trim()
    const person = {
      name: given('name'),
      email: given('email'),
      role: given('role') as Role,
      password: String(data.get('password') ?? ''),
    }
    const found = [
      ...(person.name === '' ? [{ field: 'name', words: 'Enter a name or a post' }] : []),
      ...(person.email.includes('@')
        ? []
        : [{ field: 'email', words: 'Enter an e-mail address, like name@example.org' }]),
      ...(person.password.length >= FEWEST_LETTERS
        ? []
        : [{ field: 'password', words: `Choose a first password of at least ${FEWEST_LETTERS} characters` }]),
    ]
    setErrors(found)
    if (found.length > 0) return
    setBusy(true)
    try {
      const added = await api.people.add.mutate({ commandId: newId(), ...person })
      form.reset()
      props.onAdded(doneSentence(`${added.name} can sign in now.`, person.name))
    } catch (error) {
      setErrors([formError(error, fields)])
    }
    setBusy(false)
  }
  return (
    <section aria-labelledby="add">
      <h2 id="add">Add somebody</h2>
      <ErrorSummary errors={errors()} />
      <form class="narrow" onSubmit={submit} novalidate>
        <TextField id="name" label="Name or post" error={errorOn(errors(), 'name')} autocomplete="off" />
        <TextField
          id="email"
          label="E-mail address"
          type="email"
          error={errorOn(errors(), 'email')}
          autocomplete="off"
        />
        <SelectField id="role" label="Role">
          <For each={(Object.keys(roles) as Role[]).toReversed()}>
            {(role) => <option value={role}>{`${roleWords(role).title}: ${roleWords(role).may}`}</option>}
          </For>
        </SelectField>
        <TextField
          id="password"
          label="First password"
          hint={`At least ${FEWEST_LETTERS} characters. Hand it to them yourself; they will be asked to choose their own.`}
          error={errorOn(errors(), 'password')}
          autocomplete="new-password"
        />
        <button type="submit" class="govuk-button" disabled={busy()}>
          Add
        </button>
      </form>
    </section>
  )
}
