import type { CommandInput } from '@beatbook/api/client'
import type { PlanView } from '@beatbook/contract'
import { editPlan, planKinds, readDay, updatePeriods } from '@beatbook/domain'
import { dayWords } from '@beatbook/domain/english'
import { commandDone, commandTitle, planKindWords, updatePeriodWords } from '@beatbook/presentation'
import { useLocation, useNavigate, useParams } from '@solidjs/router'
import { createEffect, createSignal, For, onMount, Show } from 'solid-js'
import { v7 as newId } from 'uuid'
import { useAsAt } from '../../calendar/as-at.ts'
import { ErrorSummary, errorOn, type FormError } from '../../ui/ErrorSummary.tsx'
import { SelectField, TextArea, TextField } from '../../ui/Field.tsx'
import { Link } from '../../ui/Link.tsx'
import { warnOfLoss } from '../../ui/loss.ts'
import { commandError } from '../command/form-error.ts'
import { Saved, type SavedCommand } from '../command/Saved.tsx'
import { useCommand } from '../command/use-command.ts'
import { UndoImport } from '../document/UndoImport.tsx'
import { useKept } from '../form/Kept.tsx'
import { useEditing, useSession } from '../session/session.ts'
import { ArchiveButton } from './Archived.tsx'
import { Sections } from './Sections.tsx'

/** What describes a plan, to be edited: its title, sponsor and period, and its sections. */
export const EditPlan = (props: { plan: PlanView }) => {
  const editing = useEditing()
  const { looksBack } = useAsAt()
  const location = useLocation()
  const navigate = useNavigate()
  const params = useParams()
  const [open, setOpen] = createSignal(false)
  createEffect(() => location.hash === '#edit-plan' && setOpen(true))
  // A former code led here: the address says the current one.
  createEffect(() => {
    const asked = (params.code ?? '').toLowerCase()
    const isKnown = asked !== '' && asked !== props.plan.id
    if (isKnown && asked !== props.plan.code && !looksBack())
      navigate(`/plans/${props.plan.code}${location.search}${location.hash}`, {
        replace: true,
        scroll: false,
      })
  })
  const [saved, setSaved] = createSignal<SavedCommand | null>(null)
  const close = () => {
    setOpen(false)
    if (location.hash !== '') navigate(location.pathname + location.search, { replace: true, scroll: false })
  }
  return (
    <Show when={editing().allowed && !looksBack()}>
      <Saved saved={saved()} />
      <Show when={!props.plan.archived}>
        <Show
          when={open()}
          fallback={
            <button type="button" class="govuk-button govuk-button--secondary" onClick={() => setOpen(true)}>
              {commandTitle('edit-plan')}
            </button>
          }
        >
          <section class="panel" aria-labelledby="plan-edit-title">
            <h2 id="plan-edit-title">{commandTitle('edit-plan')}</h2>
            <EditForm plan={props.plan} onClose={close} />
            <Sections plan={props.plan} />
            <Imports plan={props.plan} />
            <ArchiveButton
              plan={props.plan}
              onDone={(done) => {
                close()
                setSaved(done)
              }}
            />
          </section>
        </Show>
      </Show>
    </Show>
  )
}

/** The documents that were imported into the plan, newest first, each to be undone. */
const Imports = (props: { plan: PlanView }) => (
  <Show when={props.plan.documents.length > 0}>
    <h3>Imports</h3>
    <ul class="plain">
      <For each={props.plan.documents.toReversed()}>
        {(document) => (
          <li>
            <Link href={`/documents/${document.id}`}>{document.name}</Link>{' '}
            <UndoImport documentId={document.id} undone={false} name={document.name} />
          </li>
        )}
      </For>
    </ul>
  </Show>
)

const EditForm = (props: { plan: PlanView; onClose: () => void }) => {
  const session = useSession()
  const [errors, setErrors] = createSignal<FormError[]>([])
  const [begun, setBegun] = createSignal(false)
  const [saved, setSaved] = createSignal<SavedCommand | null>(null)
  const edit = useCommand(editPlan)
  const valuesOf = ({ title, sponsor, period, kind, code, description, updatePeriod }: PlanView) => ({
    title,
    sponsor: sponsor ?? '',
    period: period?.said ?? '',
    kind: kind as string,
    code,
    description: description ?? '',
    updatePeriod: updatePeriod ?? '',
  })
  // The values when the form was opened; others' changes arrive in the page while it is filled in.
  let before = valuesOf(props.plan)
  let commandId = newId()
  let title!: HTMLInputElement
  let form!: HTMLFormElement
  onMount(() => title.focus())
  const kept = useKept(`edit-plan/${props.plan.id}`)
  const leave = warnOfLoss(begun, () => {
    kept.done()
    props.onClose()
  })

  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const data = new FormData(form)
    const given = (name: string) => String(data.get(name) ?? '').trim()
    const on = given('plan-on') === '' ? undefined : readDay(given('plan-on'))
    if (on === null)
      return setErrors([{ field: 'plan-on', words: 'Write the day like 31/10/2026 or 31 October 2026' }])
    if (given('plan-title') === '')
      return setErrors([{ field: 'plan-title', words: 'Write what the plan is called' }])
    if (given('plan-code') === '')
      return setErrors([{ field: 'plan-code', words: 'Write the plan’s short name' }])
    const now = {
      title: given('plan-title'),
      sponsor: given('plan-sponsor'),
      period: given('plan-period'),
      kind: given('plan-kind'),
      code: given('plan-code').toLowerCase(),
      description: given('plan-description'),
      updatePeriod: given('plan-updatePeriod'),
    }
    const names = Object.keys(now) as (keyof typeof now)[]
    // An empty field clears what is recorded.
    const changed = Object.fromEntries(
      names.filter((name) => now[name] !== before[name]).map((name) => [name, now[name] || null]),
    )
    if (Object.keys(changed).length === 0) return setErrors([{ words: 'Change something first' }])
    setErrors([])
    const failure = await edit.give({
      commandId,
      planId: props.plan.id,
      ...changed,
      ...(on === undefined ? {} : { on }),
      ...(given('plan-reason') === '' ? {} : { reason: given('plan-reason') }),
      seen: Object.fromEntries(names.map((name) => [name, before[name] || null])),
    } as CommandInput<'edit-plan'>)
    if (failure) {
      setErrors([commandError(failure, { codes, inputs })])
      // After seeing what changed, the person may save it anyway.
      if (failure.refusal?.code === 'stale') before = valuesOf(props.plan)
      return
    }
    kept.forget()
    setSaved({ words: commandDone('edit-plan'), commandId })
    commandId = newId()
    before = now
    setBegun(false)
  }

  /** After an undo the fields show what is recorded again. */
  const showRecorded = () => {
    before = valuesOf(props.plan)
    for (const [name, value] of Object.entries(before)) {
      const input = form.elements.namedItem(`plan-${name}`)
      if (
        input instanceof HTMLInputElement ||
        input instanceof HTMLSelectElement ||
        input instanceof HTMLTextAreaElement
      )
        input.value = value
    }
  }

  return (
    <form
      ref={(element) => {
        form = element
        kept.keep(element)
      }}
      onSubmit={submit}
      onInput={() => setBegun(true)}
      novalidate
      aria-labelledby="plan-edit-title"
      onKeyDown={(event) => event.key === 'Escape' && leave.ask()}
    >
      <ErrorSummary errors={errors()} />
      <kept.Note />
      <Saved saved={saved()} onUndone={showRecorded} />
      <TextField
        ref={title}
        id="plan-title"
        label="Title"
        error={errorOn(errors(), 'plan-title')}
        value={before.title}
        maxlength="500"
        autocomplete="off"
      />
      <div class="row">
        <TextField
          id="plan-sponsor"
          label="Sponsor (optional)"
          hint="Who answers for the plan"
          error={errorOn(errors(), 'plan-sponsor')}
          value={before.sponsor}
          maxlength="200"
          autocomplete="off"
        />
        <TextField
          id="plan-period"
          label="Period (optional)"
          hint="For example 2026/27, or April 2026 to March 2028"
          error={errorOn(errors(), 'plan-period')}
          value={before.period}
          maxlength="200"
          autocomplete="off"
        />
      </div>
      <TextArea
        id="plan-description"
        label="Description (optional)"
        hint="What the plan is about"
        maxlength="20000"
      >
        {before.description}
      </TextArea>
      <div class="row">
        <TextField
          id="plan-code"
          label="Short name"
          hint="In addresses, in small letters with hyphens. Addresses with the former one still lead here."
          error={errorOn(errors(), 'plan-code')}
          value={before.code}
          maxlength="40"
          autocomplete="off"
        />
        <SelectField id="plan-kind" label="Kind">
          <For each={planKinds}>
            {(kind) => (
              <option value={kind} selected={kind === before.kind}>
                {planKindWords(kind)}
              </option>
            )}
          </For>
        </SelectField>
        <SelectField
          id="plan-updatePeriod"
          label="Updates expected (optional)"
          hint="An action nobody has updated for longer is listed as silent in My work"
        >
          <option value="">Not said</option>
          <For each={updatePeriods}>
            {(every) => (
              <option value={every} selected={every === before.updatePeriod}>
                {updatePeriodWords(every)}
              </option>
            )}
          </For>
        </SelectField>
      </div>
      <div class="row">
        <TextField
          id="plan-on"
          label="True from"
          hint={session.data ? `Empty for today, ${dayWords(session.data.today)}` : undefined}
          error={errorOn(errors(), 'plan-on')}
          autocomplete="off"
        />
        <TextField id="plan-reason" label="Reason (optional)" autocomplete="off" />
      </div>
      <p class="buttons">
        <button type="submit" class="govuk-button" disabled={edit.busy()}>
          {edit.busy() ? 'Saving …' : 'Save'}
        </button>
        <button type="button" class="govuk-button govuk-button--secondary" onClick={leave.ask}>
          Close
        </button>
      </p>
    </form>
  )
}

const codes = {
  'period-not-understood': 'plan-period',
  'code-taken': 'plan-code',
  'effective-in-future': 'plan-on',
  'before-it-exists': 'plan-on',
  'contradicts-later': 'plan-on',
} as const

const inputs: Readonly<Record<string, string>> = {
  title: 'plan-title',
  sponsor: 'plan-sponsor',
  period: 'plan-period',
  code: 'plan-code',
  on: 'plan-on',
  reason: 'plan-reason',
}
