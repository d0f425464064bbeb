import type { ActionView, PlanSummary, PlanView } from '@beatbook/contract'
import { copyActions } from '@beatbook/domain'
import { commandDone } from '@beatbook/presentation'
import { createSignal, For, onMount } from 'solid-js'
import { v7 as newId } from 'uuid'
import { useAnswer } from '../../ui/answer.ts'
import { ErrorSummary, errorOn, type FormError } from '../../ui/ErrorSummary.tsx'
import { CheckField, SelectField } from '../../ui/Field.tsx'
import { FormButtons } from '../../ui/FormButtons.tsx'
import { commandError } from '../command/form-error.ts'
import { PlanOptions } from '../command/PlanOptions.tsx'
import { planQuery, plansQuery } from '../command/plan.ts'
import type { SavedCommand } from '../command/Saved.tsx'
import { useCommand } from '../command/use-command.ts'

interface CopyProps {
  readonly action: ActionView
  /** Called with what was saved; with `null` if nothing was done. */
  readonly onClose: (saved: SavedCommand | null) => void
}

/** The form that copies an action into a section of its plan or another one. */
export const CopyAction = (props: CopyProps) => {
  const [errors, setErrors] = createSignal<FormError[]>([])
  const [code, setCode] = createSignal(props.action.planCode)
  const plans = useAnswer<readonly PlanSummary[]>(() => plansQuery({}))
  const plan = useAnswer<PlanView>(() => planQuery(code(), {}))
  const ids = { commandId: newId(), actionId: newId() }
  let first!: HTMLSelectElement
  onMount(() => first.focus())
  const copy = useCommand(copyActions)

  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget as HTMLFormElement)
    const target = plan()
    if (target === undefined)
      return setErrors([{ field: 'copy-plan', words: 'Choose the plan that gets it' }])
    const sectionId = String(form.get('copy-section') ?? '')
    setErrors([])
    const failure = await copy.give({
      commandId: ids.commandId,
      planId: target.id,
      ...(sectionId === '' ? {} : { sectionId }),
      copies: [{ actionId: ids.actionId, of: props.action.id }],
      owners: form.has('copy-owners'),
      timescales: form.has('copy-timescales'),
    })
    if (failure) return setErrors([commandError(failure, { codes })])
    props.onClose({ words: commandDone('copy-actions'), commandId: ids.commandId })
  }

  return (
    <form
      class="panel"
      onSubmit={submit}
      novalidate
      aria-labelledby="copy-title"
      onKeyDown={(event) => event.key === 'Escape' && props.onClose(null)}
    >
      <h2 id="copy-title">Copy this action</h2>
      <p>The copy begins with these words, without updates, a level or a stage.</p>
      <ErrorSummary errors={errors()} />
      <div class="row">
        <SelectField
          ref={first}
          id="copy-plan"
          label="Into the plan"
          error={errorOn(errors(), 'copy-plan')}
          onChange={(event) => setCode(event.currentTarget.value)}
        >
          <PlanOptions plans={plans()} chosen={code()} />
        </SelectField>
        <SelectField id="copy-section" label="Section" error={errorOn(errors(), 'copy-section')}>
          <For each={plan()?.sections ?? []}>
            {(section) => (
              <option value={section.id} selected={section.id === props.action.sectionId}>
                {section.title}
              </option>
            )}
          </For>
        </SelectField>
      </div>
      <CheckField id="copy-owners" label="With its owners" checked />
      <CheckField id="copy-timescales" label="With its timescale" checked />
      <FormButtons busy={copy.busy()} send="Copy" onCancel={() => props.onClose(null)} />
    </form>
  )
}

const codes = { 'not-found': 'copy-section', 'plan-without-sections': 'copy-plan' } as const
