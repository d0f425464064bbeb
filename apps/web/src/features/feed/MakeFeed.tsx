import type { FeedMade, FeedView } from '@beatbook/contract'
import { useSearchParams } from '@solidjs/router'
import { useQuery } from '@tanstack/solid-query'
import { createSignal, Show } from 'solid-js'
import { v7 as newId } from 'uuid'
import { api } from '../../api.ts'
import { ErrorSummary, errorOn, type FormError } from '../../ui/ErrorSummary.tsx'
import { CheckField, SelectField, TextField } from '../../ui/Field.tsx'
import { formError } from '../command/form-error.ts'
import { PlanOptions } from '../command/PlanOptions.tsx'
import { plansQuery } from '../command/plan.ts'
import { refetchFeeds } from './queries.ts'

/** The form that makes a feed. A plan in the address of the page (`?plan=charter`) is chosen in it. */
export const MakeFeed = (props: {
  onMade: (made: Pick<FeedMade, 'path'> & { kind: FeedView['kind'] }) => void
}) => {
  const [search] = useSearchParams()
  const plans = useQuery(() => plansQuery({}))
  const [kind, setKind] = createSignal<FeedView['kind']>('calendar')
  const [errors, setErrors] = createSignal<FormError[]>([])
  const [busy, setBusy] = createSignal(false)
  let name!: HTMLInputElement
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget as HTMLFormElement)
    const called = name.value.trim()
    if (called === '') return setErrors([{ field: 'feed-name', words: 'Enter a name for the feed' }])
    const code = String(form.get('feed-plan') ?? '')
    const plan = plans.data?.find((each) => each.code === code)
    setErrors([])
    setBusy(true)
    try {
      const { path } = await api.feeds.make.mutate({
        id: newId(),
        kind: kind(),
        planId: plan?.id ?? null,
        withWords: kind() === 'calendar' && form.has('feed-words'),
        name: called,
      })
      name.value = ''
      props.onMade({ path, kind: kind() })
      await refetchFeeds()
    } catch (error) {
      setErrors([formError(error, { codes: {}, inputs: { name: 'feed-name' } })])
    }
    setBusy(false)
  }
  return (
    <section>
      <h2>Make a feed</h2>
      <ErrorSummary errors={errors()} />
      <form class="panel" onSubmit={submit} novalidate aria-label="Make a feed">
        <SelectField
          id="feed-kind"
          label="What it gives"
          onChange={(event) => setKind(event.currentTarget.value === 'data' ? 'data' : 'calendar')}
        >
          <option value="calendar" selected={kind() === 'calendar'}>
            A calendar of last days
          </option>
          <option value="data" selected={kind() === 'data'}>
            Data for Excel or Power BI
          </option>
        </SelectField>
        <SelectField id="feed-plan" label="Of">
          <option value="">{kind() === 'calendar' ? 'My work' : 'Everything I may read'}</option>
          <PlanOptions plans={plans.data} chosen={search['plan'] as string | undefined} />
        </SelectField>
        <Show when={kind() === 'calendar'}>
          <CheckField
            id="feed-words"
            label="With the words of the actions, not only their addresses and plans"
          />
        </Show>
        <TextField
          id="feed-name"
          ref={name}
          label="Name"
          hint="Where you will use it, such as “Outlook” or “Monthly report”."
          error={errorOn(errors(), 'feed-name')}
          maxlength="100"
          autocomplete="off"
        />
        <p class="buttons">
          <button type="submit" class="govuk-button" disabled={busy()}>
            Make the address
          </button>
        </p>
      </form>
    </section>
  )
}
