import { useNavigate } from '@solidjs/router'
import { useQuery } from '@tanstack/solid-query'
import { createSignal, Show } from 'solid-js'
import { queryClient, refetch } from '../../query-client.ts'
import { ErrorSummary, errorOn, type FormError } from '../../ui/ErrorSummary.tsx'
import { TextField } from '../../ui/Field.tsx'
import { Link } from '../../ui/Link.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Page } from '../../ui/Page.tsx'
import { FEWEST_LETTERS, passwordHint } from './password.ts'
import { setUpQuery } from './set-up.ts'
import { post, refusalOf, signIn } from './sign-in.ts'

/** The first page of an empty Beatbook: creates the first administrator, then offers initial content. */
export default function SetUpPage() {
  const navigate = useNavigate()
  const open = useQuery(setUpQuery)
  const token = location.hash.slice(1)
  const [errors, setErrors] = createSignal<FormError[]>([])
  const [busy, setBusy] = createSignal(false)

  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget as HTMLFormElement)
    const given = (name: string) => String(form.get(name) ?? '').trim()
    const [email, password, sample] = [
      given('email'),
      String(form.get('password') ?? ''),
      form.get('begin') === 'sample',
    ]
    const found: FormError[] = [
      ...(token === ''
        ? [{ words: 'This address has no set-up token. Open the whole link that the server printed.' }]
        : []),
      ...(given('force') === '' && !sample
        ? [{ field: 'force', words: 'Enter the name of your force' }]
        : []),
      ...(given('name') === '' ? [{ field: 'name', words: 'Enter your name' }] : []),
      ...(email.includes('@')
        ? []
        : [{ field: 'email', words: 'Enter an e-mail address, like name@example.org' }]),
      ...(password.length >= FEWEST_LETTERS
        ? []
        : [{ field: 'password', words: `Choose a password of at least ${FEWEST_LETTERS} characters` }]),
    ]
    setErrors(found)
    if (found.length > 0) return
    setBusy(true)
    const response = await post('/api/setup', {
      token,
      name: given('name'),
      email,
      password,
      sample,
      ...(given('force') === '' ? {} : { force: given('force') }),
    })
    const failed = response?.ok ? await signIn(email, password) : await wordsOf(response)
    setBusy(false)
    if (failed !== null) {
      setErrors([{ words: failed }])
      // Somebody else may have done it meanwhile: then the page shows that.
      return refetch({ queryKey: ['set-up'] })
    }
    await queryClient.resetQueries({ queryKey: ['set-up'] })
    navigate(sample ? '/plans' : '/import', { replace: true })
  }

  return (
    <Loaded query={open} what="set-up" whole>
      {(data) => (
        <Show
          when={data().open}
          fallback={
            <Page title="Set-up is finished">
              <p>
                Set-up was done and cannot be done again: there is an administrator already, and the set-up
                link has no further use. <Link href="/sign-in">Sign in</Link>.
              </p>
              <p>No account? An administrator of your force can add you.</p>
            </Page>
          }
        >
          <Page title="Set up Beatbook">
            <ErrorSummary errors={errors()} />
            <p>You are the first here. Create the first administrator, then choose what to begin with.</p>
            <form class="narrow" onSubmit={submit} novalidate>
              <TextField
                id="force"
                label="Name of your force"
                hint="It stands at the top of every page"
                error={errorOn(errors(), 'force')}
                autocomplete="organization"
              />
              <TextField
                id="name"
                label="Your name or post"
                error={errorOn(errors(), 'name')}
                autocomplete="name"
              />
              <TextField
                id="email"
                label="E-mail address"
                hint="You sign in with it"
                type="email"
                error={errorOn(errors(), 'email')}
                autocomplete="username"
              />
              <TextField
                id="password"
                label="Password"
                hint={passwordHint}
                type="password"
                error={errorOn(errors(), 'password')}
                autocomplete="new-password"
              />
              <fieldset class="govuk-fieldset govuk-form-group">
                <legend class="govuk-fieldset__legend">What do you want to begin with?</legend>
                <div class="govuk-radios" data-module="govuk-radios">
                  <Choice
                    value="own"
                    checked
                    title="Import your own document"
                    hint="A delivery plan, recommendations or a strategy as Word, Excel, CSV or text"
                  />
                  <Choice
                    value="sample"
                    title="Load the sample force"
                    hint="A made-up force with three plans, to look around in"
                  />
                </div>
              </fieldset>
              <button type="submit" class="govuk-button" disabled={busy()}>
                {busy() ? 'Setting up …' : 'Create the administrator'}
              </button>
            </form>
          </Page>
        </Show>
      )}
    </Loaded>
  )
}

const Choice = (props: { value: string; title: string; hint: string; checked?: boolean }) => (
  <div class="govuk-radios__item">
    <input
      class="govuk-radios__input"
      id={`begin-${props.value}`}
      name="begin"
      type="radio"
      value={props.value}
      checked={props.checked ?? false}
      aria-describedby={`begin-${props.value}-hint`}
    />
    <label class="govuk-label govuk-radios__label" for={`begin-${props.value}`}>
      {props.title}
    </label>
    <div class="govuk-hint govuk-radios__hint" id={`begin-${props.value}-hint`}>
      {props.hint}
    </div>
  </div>
)

const wordsOf = async (response: Response | null): Promise<string> => {
  if (response === null) return 'The server cannot be reached. Try again in a moment.'
  return (
    (await refusalOf(response)) ??
    'The server could not finish the set-up. Look at what it printed, then try again.'
  )
}
