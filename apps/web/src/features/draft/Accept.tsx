import { refusalIn } from '@beatbook/api/client'
import type { DraftView } from '@beatbook/contract'
import { type AcceptDraft, type DraftPlan, planCode, proposePlanCode } from '@beatbook/domain'
import { counted } from '@beatbook/domain/english'
import { commandDone, doneSentence, draftPlanSentence } from '@beatbook/presentation'
import { useNavigate } from '@solidjs/router'
import { useMutation, useQuery } from '@tanstack/solid-query'
import { createSignal, For, Show } from 'solid-js'
import { createStore } from 'solid-js/store'
import { v7 as newId } from 'uuid'
import { api, problemSentence } from '../../api.ts'
import { refetch } from '../../query-client.ts'
import { ErrorSummary, errorOn, type FormError } from '../../ui/ErrorSummary.tsx'
import { SelectField, TextField } from '../../ui/Field.tsx'
import { Link } from '../../ui/Link.tsx'
import { Page } from '../../ui/Page.tsx'
import { plansQuery } from '../command/plan.ts'
import { Difference } from './Difference.tsx'
import { Steps } from './Steps.tsx'

type Row = { row: string; choice: 'take' | 'leave' | 'withdraw' | 'add' }

/** The person's choice of what a plan of the draft becomes. */
interface Becoming {
  of: string
  title: string
  code: string
  rows: Row[]
  /** The ids of the fields of the difference without a choice. */
  open: string[]
}

/** The third step: what each plan of the draft becomes; all are accepted or none. */
export const Accept = (props: { view: DraftView; onBack: () => void }) => {
  const navigate = useNavigate()
  const plans = () => props.view.draft.plans
  const [errors, setErrors] = createSignal<FormError[]>([])
  const [becoming, setBecoming] = createStore<Record<string, Becoming>>(
    Object.fromEntries(
      plans().map((plan) => [
        plan.key,
        {
          of: props.view.proposals.find((proposal) => proposal.plan === plan.key)?.of ?? '',
          title: plan.title,
          code: '',
          rows: [],
          open: [],
        },
      ]),
    ),
  )
  const [same, setSame] = createSignal<string | null>(null)
  let sent = { content: '', commandId: '' }
  const accept = useMutation(() => ({
    mutationFn: (command: AcceptDraft) => api.commands.acceptDraft.mutate(command),
  }))

  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    return send(false)
  }
  const send = async (again: boolean) => {
    const found = plans().flatMap((plan) => errorsIn(plan, becoming[plan.key]))
    setErrors(found)
    setSame(null)
    if (found.length > 0) return
    const as = plans().map((plan) => choiceOf(plan, becoming[plan.key]))
    const content = JSON.stringify([as, again])
    // The same content has the same id, so that sending it twice accepts it once.
    if (sent.content !== content) sent = { content, commandId: newId() }
    try {
      const outcome = await accept.mutateAsync({
        commandId: sent.commandId,
        draftId: props.view.id,
        as,
        ...(again ? { again } : {}),
      })
      refetch({
        predicate: (query) => query.queryKey[0] !== 'draft' && query.queryKey[0] !== 'difference',
      })
      const [first] = outcome.plans
      const to =
        outcome.plans.length === 1 && first
          ? `/plans/${first.code}`
          : outcome.plans.length === 0 && outcome.documentId
            ? `/documents/${outcome.documentId}`
            : '/plans'
      navigate(to, {
        state: {
          said: outcome.unchanged
            ? 'The document says what the record says already. Nothing was written.'
            : doneSentence(
                commandDone('accept-draft'),
                ...plans().map(({ key }) => (becoming[key]?.of === '' ? becoming[key]?.title : undefined)),
              ),
        },
      })
    } catch (error) {
      const refusal = refusalIn(error)
      if (refusal?.code === 'same-document') setSame(refusal.args.code)
      setErrors([{ words: problemSentence(error) }])
    }
  }

  return (
    <Page title="Accept the draft" crumbs={[{ href: '/import', title: 'Import a document' }]}>
      <Steps at="Accept" />
      <ErrorSummary errors={errors()} />
      <form onSubmit={submit} novalidate>
        <For each={plans()}>
          {(plan) => (
            <PlanChoice
              plan={plan}
              view={props.view}
              value={becoming[plan.key]}
              errors={errors()}
              onChange={(change) => setBecoming(plan.key, change)}
            />
          )}
        </For>
        <Show when={plans().length === 0}>
          <p>
            The document holds no plan. Its{' '}
            {counted(props.view.draft.tables.length, 'table of figures', { plural: 'tables of figures' })}{' '}
            will be kept with it under Documents.
          </p>
        </Show>
        <Show when={props.view.open.length > 0}>
          <p class="govuk-inset-text">
            {counted(props.view.open.length, 'thing')} still to decide; the cautious choice counts for each:
            undated, unsplit, not stated.
          </p>
        </Show>
        <Show when={same()}>
          {(code) => (
            <div class="govuk-inset-text">
              <p>
                To revise that plan, choose it under “It becomes”.{' '}
                <Link href={`/plans/${code()}`}>Look at the plan {code()}</Link>
              </p>
              <button
                type="button"
                class="govuk-button govuk-button--secondary"
                disabled={accept.isPending}
                onClick={() => send(true)}
              >
                Accept it again as another plan
              </button>
            </div>
          )}
        </Show>
        <div class="foot">
          <button type="submit" class="govuk-button" disabled={accept.isPending}>
            {accept.isPending ? 'Accepting …' : 'Accept'}
          </button>
          <button type="button" class="govuk-button govuk-button--secondary" onClick={() => props.onBack()}>
            Back to checking
          </button>
          <p class="quiet">All of it is written, or nothing.</p>
        </div>
      </form>
    </Page>
  )
}

const PlanChoice = (props: {
  plan: DraftPlan
  view: DraftView
  value: Becoming | undefined
  errors: readonly FormError[]
  onChange: (change: Partial<Becoming>) => void
}) => {
  const known = useQuery(() => plansQuery({}))
  const proposals = () => props.view.proposals.filter((proposal) => proposal.plan === props.plan.key)
  const others = () =>
    (known.data ?? []).filter((plan) => !proposals().some((proposal) => proposal.of === plan.id))
  const proposed = () =>
    proposePlanCode(
      props.value?.title ?? props.plan.title,
      new Set((known.data ?? []).map((plan) => plan.code)),
    )
  const id = (field: string) => `${field}-${props.plan.key}`
  return (
    <section class="panel">
      <h2>{props.plan.title}</h2>
      <p class="meta">{draftPlanSentence(props.plan)}</p>
      <Show when={proposals().length + others().length > 0}>
        <SelectField
          id={id('of')}
          label="It becomes"
          onChange={(event) => props.onChange({ of: event.currentTarget.value, rows: [], open: [] })}
        >
          <option value="" selected={props.value?.of === ''}>
            a new plan
          </option>
          <For each={proposals()}>
            {(proposal) => (
              <option value={proposal.of} selected={props.value?.of === proposal.of}>
                {`a revision of ${proposal.title} (proposed: ${becauseWords(proposal)})`}
              </option>
            )}
          </For>
          <For each={others()}>
            {(plan) => (
              <option value={plan.id} selected={props.value?.of === plan.id}>
                {`a revision of ${plan.title}`}
              </option>
            )}
          </For>
        </SelectField>
        <Show when={(known.data ?? []).find((plan) => plan.id === props.value?.of)}>
          {(plan) => (
            <p>
              <Link
                href={`/plans/${plan().code}?view=compare&draft=${props.view.id}&draftPlan=${encodeURIComponent(props.plan.key)}`}
              >
                Compare the plan with this draft
              </Link>
            </p>
          )}
        </Show>
      </Show>
      <Show
        when={props.value?.of}
        fallback={
          <div class="narrow">
            <TextField
              id={id('title')}
              label="Title"
              value={props.value?.title ?? ''}
              error={errorOn(props.errors, id('title'))}
              maxlength="500"
              onInput={(event) => props.onChange({ title: event.currentTarget.value })}
            />
            <TextField
              id={id('code')}
              label="Short name"
              hint={`The first part of its actions’ addresses. Leave it empty for ${proposed()}, as in ${proposed()}/1.`}
              value={props.value?.code ?? ''}
              error={errorOn(props.errors, id('code'))}
              autocomplete="off"
              spellcheck={false}
              onInput={(event) => props.onChange({ code: event.currentTarget.value })}
            />
          </div>
        }
      >
        {(of) => (
          <Difference
            draft={props.view.id}
            plan={props.plan.key}
            of={of()}
            onChoose={(rows, open) => props.onChange({ rows, open })}
          />
        )}
      </Show>
    </section>
  )
}

const becauseWords = (proposal: DraftView['proposals'][number]): string => {
  if (proposal.because === 'equal-content') return 'the same content'
  return `${proposal.because === 'title' ? 'the same title, ' : ''}${proposal.matched} of ${counted(proposal.actions, 'action')} match`
}

const errorsIn = (plan: DraftPlan, value: Becoming | undefined): FormError[] => {
  if (value === undefined) return []
  if (value.of !== '')
    return value.open.length > 0
      ? [
          {
            field: value.open[0] ?? '',
            words: `Choose for ${counted(value.open.length, 'row')} of the difference what should happen`,
          },
        ]
      : []
  return [
    ...(value.title.trim() === '' ? [{ field: `title-${plan.key}`, words: 'Give the plan a title' }] : []),
    ...(value.code.trim() === '' || planCode.safeParse(value.code.trim()).success
      ? []
      : [
          {
            field: `code-${plan.key}`,
            words: 'Write the short name in small letters, digits and hyphens, like charter or plan-2026',
          },
        ]),
  ]
}

const choiceOf = (plan: DraftPlan, value: Becoming | undefined): NonNullable<AcceptDraft['as']>[number] => {
  if (value && value.of !== '')
    return { plan: plan.key, as: 'revision', of: value.of, rows: value.rows.map((row) => ({ ...row })) }
  const [title, code] = [value?.title.trim() ?? plan.title, value?.code.trim() ?? '']
  return { plan: plan.key, as: 'new', title, ...(code === '' ? {} : { code }) }
}
