import type { PlanSummary } from '@beatbook/contract'
import { beginFromPlan, readShift } from '@beatbook/domain'
import { counted } from '@beatbook/domain/english'
import { commandDone } from '@beatbook/presentation'
import { useSearchParams } from '@solidjs/router'
import { createSignal, onMount, Show } from 'solid-js'
import { v7 as newId } from 'uuid'
import { useAnswer } from '../../ui/answer.ts'
import { ErrorSummary, errorOn, type FormError } from '../../ui/ErrorSummary.tsx'
import { CheckField, SelectField, TextField } from '../../ui/Field.tsx'
import { warnOfLoss } from '../../ui/loss.ts'
import type { Sent } from '../command/CommandForm.tsx'
import { commandError } from '../command/form-error.ts'
import { PlanOptions } from '../command/PlanOptions.tsx'
import { plansQuery } from '../command/plan.ts'
import { useCommand } from '../command/use-command.ts'

type Beginning = 'carried-over' | 'template'

/** The form that begins a plan with the sections and actions of another one. */
export const BeginFrom = (props: { onDone: (words: string, sent: Sent) => void }) => {
  const [search] = useSearchParams()
  const plans = useAnswer<readonly PlanSummary[]>(() => plansQuery({}))
  const [code, setCode] = createSignal(typeof search.from === 'string' ? search.from : '')
  const [as, setAs] = createSignal<Beginning>('carried-over')
  const [errors, setErrors] = createSignal<FormError[]>([])
  const [begun, setBegun] = createSignal(false)
  let ids = { commandId: newId(), planId: newId() }
  let first!: HTMLSelectElement
  onMount(() => first.focus())
  const leave = warnOfLoss(begun, () => undefined)
  const begin = useCommand(beginFromPlan)
  const plan = () => plans()?.find((each) => each.code === code())
  const complete = () => plan()?.counts.stages['complete'] ?? 0
  const along = () => (plan()?.counts.actions ?? 0) - (as() === 'template' ? 0 : complete())

  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const form = event.currentTarget as HTMLFormElement
    const data = new FormData(form)
    const given = (name: string) => String(data.get(name) ?? '').trim()
    const from = plan()
    const missing: FormError[] = [
      ...(from === undefined ? [{ field: 'begin-from', words: 'Choose the plan it begins from' }] : []),
      ...(given('begin-title') === ''
        ? [{ field: 'begin-title', words: 'Write what the plan is called' }]
        : []),
      ...(given('begin-shift') !== '' && readShift(given('begin-shift')) === null
        ? [{ field: 'begin-shift', words: 'Write a number of days, weeks, months or years: 14d, 6m, 1y' }]
        : []),
    ]
    setErrors(missing)
    if (from === undefined || missing.length > 0) return
    const failure = await begin.give({
      ...ids,
      fromPlanId: from.id,
      as: as(),
      title: given('begin-title'),
      ...(given('begin-code') === '' ? {} : { code: given('begin-code').toLowerCase() }),
      ...(given('begin-sponsor') === '' ? {} : { sponsor: given('begin-sponsor') }),
      ...(given('begin-period') === '' ? {} : { period: given('begin-period') }),
      ...(given('begin-shift') === '' ? {} : { shift: given('begin-shift') }),
      owners: data.has('begin-owners'),
      timescales: data.has('begin-timescales'),
      seen: { actions: along() },
    })
    if (failure !== null) return setErrors([commandError(failure, { codes, inputs })])
    const { commandId, planId } = ids
    ids = { commandId: newId(), planId: newId() }
    leave.done()
    setBegun(false)
    form.reset()
    props.onDone(commandDone('begin-from-plan'), { commandId, created: planId })
  }

  return (
    <form
      class="narrow"
      aria-label="Begin a plan from another"
      onSubmit={submit}
      onInput={() => setBegun(true)}
      novalidate
    >
      <ErrorSummary errors={errors()} />
      <SelectField
        ref={first}
        id="begin-from"
        label="Begin from"
        error={errorOn(errors(), 'begin-from')}
        onChange={(event) => setCode(event.currentTarget.value)}
      >
        <option value="">Choose a plan</option>
        <PlanOptions plans={plans()} chosen={code()} />
      </SelectField>
      <SelectField
        id="begin-as"
        label="What it is to the new plan"
        onChange={(event) => setAs(event.currentTarget.value as Beginning)}
      >
        <option value="carried-over">The plan before it: what is open is carried over</option>
        <option value="template">A template: all of its actions, without a link to them</option>
      </SelectField>
      <Show when={plan()}>
        <p role="status">
          {counted(along(), 'action')} of {counted(plan()?.counts.actions ?? 0, 'action')} come along, without
          their updates, levels and stages.
        </p>
      </Show>
      <TextField
        id="begin-title"
        label="Title"
        error={errorOn(errors(), 'begin-title')}
        maxlength="500"
        autocomplete="off"
      />
      <TextField
        id="begin-period"
        label="Period (optional)"
        hint="For example 2027/28, or April 2027 to March 2029"
        error={errorOn(errors(), 'begin-period')}
        maxlength="200"
        autocomplete="off"
      />
      <TextField id="begin-sponsor" label="Sponsor (optional)" maxlength="200" autocomplete="off" />
      <TextField
        id="begin-code"
        label="Short name (optional)"
        hint="In addresses, in small letters with hyphens. Leave it empty to have it made."
        error={errorOn(errors(), 'begin-code')}
        maxlength="40"
        autocomplete="off"
      />
      <CheckField id="begin-owners" label="The actions have the same owners" checked />
      <CheckField id="begin-timescales" label="The actions have the same timescales" checked />
      <TextField
        id="begin-shift"
        label="Move their dates by (optional)"
        hint="For example 1y, 6m or 14d"
        error={errorOn(errors(), 'begin-shift')}
        maxlength="20"
        autocomplete="off"
      />
      <button type="submit" class="govuk-button" disabled={begin.busy()}>
        {begin.busy() ? 'Saving …' : 'Begin the plan'}
      </button>
    </form>
  )
}

const codes = {
  'code-taken': 'begin-code',
  'period-not-understood': 'begin-period',
  'plan-too-large': 'begin-from',
  stale: 'begin-from',
} as const

const inputs: Readonly<Record<string, string>> = {
  title: 'begin-title',
  code: 'begin-code',
  sponsor: 'begin-sponsor',
  period: 'begin-period',
  shift: 'begin-shift',
}
