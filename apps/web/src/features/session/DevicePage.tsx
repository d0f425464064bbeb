import { useSearchParams } from '@solidjs/router'
import { createSignal, Match, Switch } from 'solid-js'
import { ErrorSummary, errorOn, type FormError } from '../../ui/ErrorSummary.tsx'
import { TextField } from '../../ui/Field.tsx'
import { Page } from '../../ui/Page.tsx'
import { useSession } from './session.ts'
import { post, refusalOf } from './sign-in.ts'

type Step = 'code' | 'ask' | 'approved' | 'denied'

/** Signs in a terminal: a person enters the code it shows and confirms that they started it themselves. */
export default function DevicePage() {
  const [search] = useSearchParams()
  const session = useSession()
  const [code, setCode] = createSignal(typeof search.user_code === 'string' ? search.user_code : '')
  const [step, setStep] = createSignal<Step>(code() === '' ? 'code' : 'ask')
  const [errors, setErrors] = createSignal<FormError[]>([])

  const check = async (event: SubmitEvent) => {
    event.preventDefault()
    const given = code().trim().toUpperCase()
    if (given === '') return setErrors([{ field: 'code', words: 'Enter the code that the terminal shows' }])
    const response = await fetch(`/api/auth/device?user_code=${encodeURIComponent(given)}`).catch(() => null)
    if (!response?.ok) return setErrors([{ field: 'code', words: await wordsOf(response) }])
    setErrors([])
    setCode(given)
    setStep('ask')
  }
  const answer = async (approve: boolean) => {
    const known = await fetch(`/api/auth/device?user_code=${encodeURIComponent(code())}`).catch(() => null)
    const response = known?.ok
      ? await post(`/api/auth/device/${approve ? 'approve' : 'deny'}`, { userCode: code() })
      : known
    if (response?.ok) return setStep(approve ? 'approved' : 'denied')
    setErrors([{ words: await wordsOf(response) }])
  }

  return (
    <Page title={titles[step()]}>
      <ErrorSummary errors={errors()} />
      <Switch>
        <Match when={step() === 'code'}>
          <form class="narrow" onSubmit={check} novalidate>
            <TextField
              id="code"
              label="Code"
              hint="The terminal shows it after “beatbook login”"
              value={code()}
              onInput={(event) => setCode(event.currentTarget.value)}
              error={errorOn(errors(), 'code')}
              autocomplete="one-time-code"
              spellcheck={false}
            />
            <button type="submit" class="govuk-button">
              Continue
            </button>
          </form>
        </Match>
        <Match when={step() === 'ask'}>
          <p>
            The Beatbook terminal program asks to act as <b>{session.data?.person?.name}</b> on this server,{' '}
            {location.host}. Its code is <b class="code">{code()}</b>.
          </p>
          <p>
            <b>Did you start this yourself, just now, and does your terminal show the same code?</b> If
            somebody sent you the code or a link to this page, answer no.
          </p>
          <p class="buttons">
            <button type="button" class="govuk-button" onClick={() => answer(true)}>
              Yes, let it in
            </button>
            <button type="button" class="govuk-button govuk-button--secondary" onClick={() => answer(false)}>
              No, I did not start this
            </button>
          </p>
        </Match>
        <Match when={step() === 'approved'}>
          <p>Go back to the terminal: it goes on by itself. You can close this page.</p>
        </Match>
        <Match when={step() === 'denied'}>
          <p>
            The terminal was not let in. If somebody asked you to approve it, tell whoever looks after
            security in your force.
          </p>
        </Match>
      </Switch>
    </Page>
  )
}

const titles: Record<Step, string> = {
  code: 'Let a terminal in',
  ask: 'Did you start this?',
  approved: 'The terminal is let in',
  denied: 'The terminal is not let in',
}

const wordsOf = async (response: Response | null): Promise<string> =>
  (response && (await refusalOf(response))) ??
  'This code is not known, or it is more than a few minutes old. Start again in the terminal.'
