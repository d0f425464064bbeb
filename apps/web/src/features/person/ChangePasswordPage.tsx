import { useNavigate, useSearchParams } from '@solidjs/router'
import { createSignal, Show } from 'solid-js'
import { v7 as newId } from 'uuid'
import { api } from '../../api.ts'
import { refetch } from '../../query-client.ts'
import { ErrorSummary, errorOn, type FormError } from '../../ui/ErrorSummary.tsx'
import { TextField } from '../../ui/Field.tsx'
import { Page } from '../../ui/Page.tsx'
import { formError } from '../command/form-error.ts'
import { FEWEST_LETTERS, passwordHint } from '../session/password.ts'
import { useSession } from '../session/session.ts'

const fields = {
  codes: { 'password-wrong': 'current', 'password-weak': 'new' },
  inputs: { currentPassword: 'current', password: 'new' },
}

/** The page to change one's own password; a user with an initial password is redirected here first. */
export default function ChangePasswordPage() {
  const navigate = useNavigate()
  const [search] = useSearchParams()
  const session = useSession()
  const [errors, setErrors] = createSignal<FormError[]>([])
  const [shown, setShown] = createSignal(false)
  const [busy, setBusy] = createSignal(false)
  const due = () => session.data?.person?.mustChangePassword ?? false
  const type = () => (shown() ? 'text' : 'password')

  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget as HTMLFormElement)
    const [current, password] = [String(data.get('current') ?? ''), String(data.get('new') ?? '')]
    const found = [
      ...(current === '' ? [{ field: 'current', words: 'Enter your current password' }] : []),
      ...(password.length >= FEWEST_LETTERS
        ? []
        : [{ field: 'new', words: `Enter a new password of at least ${FEWEST_LETTERS} characters` }]),
    ]
    setErrors(found)
    if (found.length > 0) return
    setBusy(true)
    try {
      await api.people.changePassword.mutate({ commandId: newId(), currentPassword: current, password })
    } catch (error) {
      setBusy(false)
      return setErrors([formError(error, fields)])
    }
    const then = typeof search.then === 'string' && /^\/(?!\/)/.test(search.then) ? search.then : '/plans'
    await refetch()
    setBusy(false)
    navigate(then, {
      replace: true,
      state: { said: 'Your password is changed. You are signed out everywhere else.' },
    })
  }

  return (
    <Page title={due() ? 'Choose your own password' : 'Change your password'}>
      <ErrorSummary errors={errors()} />
      <Show
        when={due()}
        fallback={
          <p>When you change your password you stay signed in here, and are signed out everywhere else.</p>
        }
      >
        <p>An administrator gave you your password. Choose one that only you know before you go on.</p>
      </Show>
      <form class="narrow" onSubmit={submit} novalidate>
        <input
          type="text"
          hidden
          autocomplete="username"
          value={session.data?.person?.email ?? ''}
          readonly
        />
        <TextField
          id="current"
          label="Current password"
          type={type()}
          error={errorOn(errors(), 'current')}
          autocomplete="current-password"
          spellcheck={false}
        />
        <TextField
          id="new"
          label="New password"
          hint={passwordHint}
          type={type()}
          error={errorOn(errors(), 'new')}
          autocomplete="new-password"
          spellcheck={false}
        />
        <p>
          <button type="button" class="link-button" aria-pressed={shown()} onClick={() => setShown(!shown())}>
            {shown() ? 'Hide passwords' : 'Show passwords'}
          </button>
        </p>
        <button type="submit" class="govuk-button" disabled={busy()}>
          {busy() ? 'Changing …' : 'Change password'}
        </button>
      </form>
    </Page>
  )
}
