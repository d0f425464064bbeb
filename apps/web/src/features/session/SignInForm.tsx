import { createSignal } from 'solid-js'
import { ErrorSummary, errorOn, type FormError } from '../../ui/ErrorSummary.tsx'
import { TextField } from '../../ui/Field.tsx'

/** The fields of signing in. `onSubmit` returns why it failed, or `null`. */
export const SignInForm = (props: {
  /** The e-mail address of who signs in, where it is known. */
  email?: string
  onSubmit: (email: string, password: string) => Promise<string | null>
}) => {
  const [errors, setErrors] = createSignal<FormError[]>([])
  const [busy, setBusy] = createSignal(false)
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget as HTMLFormElement)
    const [email, password] = [String(form.get('email')).trim(), String(form.get('password'))]
    const missing = [
      ...(email === '' ? [{ field: 'email', words: 'Enter your e-mail address' }] : []),
      ...(password === '' ? [{ field: 'password', words: 'Enter your password' }] : []),
    ]
    setErrors(missing)
    if (missing.length > 0) return
    setBusy(true)
    const failed = await props.onSubmit(email, password)
    setBusy(false)
    if (failed !== null) setErrors([{ words: failed }])
  }
  return (
    <>
      <ErrorSummary errors={errors()} />
      <form class="narrow" onSubmit={submit} novalidate>
        <TextField
          id="email"
          label="E-mail address"
          type="email"
          autocomplete="username"
          value={props.email ?? ''}
          error={errorOn(errors(), 'email')}
        />
        <TextField
          id="password"
          label="Password"
          type="password"
          autocomplete="current-password"
          error={errorOn(errors(), 'password')}
        />
        <button type="submit" class="govuk-button" disabled={busy()}>
          {busy() ? 'Signing in …' : 'Sign in'}
        </button>
      </form>
    </>
  )
}
