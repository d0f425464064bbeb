import { useNavigate, useSearchParams } from '@solidjs/router'
import { useQuery } from '@tanstack/solid-query'
import { createSignal, Show } from 'solid-js'
import { ErrorSummary, errorOn, type FormError } from '../../ui/ErrorSummary.tsx'
import { TextField } from '../../ui/Field.tsx'
import { Page } from '../../ui/Page.tsx'
import { setUpQuery } from './set-up.ts'
import { signIn } from './sign-in.ts'

/** The sign-in page. */
export default function SignInPage() {
  const navigate = useNavigate()
  const [search] = useSearchParams()
  const setUp = useQuery(setUpQuery)
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
    const failed = await signIn(email, password)
    setBusy(false)
    if (failed !== null) return setErrors([{ words: failed }])
    const then = typeof search.then === 'string' && /^\/(?!\/)/.test(search.then) ? search.then : '/plans'
    navigate(then, { replace: true })
  }

  return (
    <Page title="Sign in">
      <ErrorSummary errors={errors()} />
      <Show when={setUp.data?.open}>
        <p class="govuk-inset-text">
          Nobody can sign in yet. Open the set-up link that the server printed when it started; it creates the
          first administrator.
        </p>
      </Show>
      <form class="narrow" onSubmit={submit} novalidate>
        <TextField
          id="email"
          label="E-mail address"
          type="email"
          autocomplete="username"
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
      <p class="quiet">No account? An administrator of your force can add you.</p>
    </Page>
  )
}
