import { useNavigate, useSearchParams } from '@solidjs/router'
import { useQuery } from '@tanstack/solid-query'
import { Show } from 'solid-js'
import { Page } from '../../ui/Page.tsx'
import { SignInForm } from './SignInForm.tsx'
import { setUpQuery } from './set-up.ts'
import { signIn } from './sign-in.ts'

/** The sign-in page. */
export default function SignInPage() {
  const navigate = useNavigate()
  const [search] = useSearchParams()
  const setUp = useQuery(setUpQuery)
  const attempt = async (email: string, password: string) => {
    const failed = await signIn(email, password)
    if (failed !== null) return failed
    const then = typeof search.then === 'string' && /^\/(?!\/)/.test(search.then) ? search.then : '/plans'
    navigate(then, { replace: true })
    return null
  }

  return (
    <Page title="Sign in">
      <Show when={setUp.data?.open}>
        <p class="govuk-inset-text">
          Nobody can sign in yet. Open the set-up link that the server printed when it started; it creates the
          first administrator.
        </p>
      </Show>
      <SignInForm onSubmit={attempt} />
      <p class="quiet">No account? An administrator of your force can add you.</p>
    </Page>
  )
}
