import type { PlanSummary, PlanView } from '@beatbook/contract'
import { MOST_MOVED, moveActions, readDay } from '@beatbook/domain'
import { counted } from '@beatbook/domain/english'
import { createSignal, For, Show } from 'solid-js'
import { v7 as newId } from 'uuid'
import { useAnswer } from '../../ui/answer.ts'
import { ErrorSummary, errorOn, type FormError } from '../../ui/ErrorSummary.tsx'
import { SelectField, TextField } from '../../ui/Field.tsx'
import { FormButtons } from '../../ui/FormButtons.tsx'
import { commandError } from '../command/form-error.ts'
import { PlanOptions } from '../command/PlanOptions.tsx'
import { planQuery, plansQuery } from '../command/plan.ts'
import type { SavedCommand } from '../command/Saved.tsx'
import { useCommand } from '../command/use-command.ts'

interface MoveProps {
  /** Those that move, in their order. */
  readonly actions: readonly { readonly id: string; readonly ref: string; readonly text: string }[]
  /** Whether the form has a heading of its own; it has by default. */
  readonly titled?: boolean
  /** The code of the plan they are in, which is not offered. */
  readonly from: string
  /** Called with what was saved; with `null` if nothing was done. */
  readonly onClose: (saved: SavedCommand | null) => void
}

/** The heading of the form for so many actions. */
export const moveTitle = (count: number): string =>
  count === 1 ? 'Move this action to another plan' : `Move ${counted(count, 'action')} to another plan`

/** The form that moves actions to another plan. */
export const MoveActions = (props: MoveProps) => {
  const [errors, setErrors] = createSignal<FormError[]>([])
  const plans = useAnswer<readonly PlanSummary[]>(() => plansQuery({}))
  const others = () => (plans() ?? []).filter(({ code }) => code !== props.from)
  const [chosen, setChosen] = createSignal<string | null>(null)
  const code = () => chosen() ?? others()[0]?.code
  const plan = useAnswer<PlanView>(() => ({ ...planQuery(code() ?? '', {}), enabled: code() !== undefined }))
  const ids = { commandId: newId() }
  const move = useCommand(moveActions)

  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget as HTMLFormElement)
    const given = (name: string) => String(form.get(name) ?? '').trim()
    const target = plan()
    if (target === undefined)
      return setErrors([{ field: 'move-plan', words: 'Choose the plan they move to' }])
    if (props.actions.length > MOST_MOVED)
      return setErrors([{ words: `Move at most ${counted(MOST_MOVED, 'action')} at once` }])
    const on = given('move-on') === '' ? undefined : readDay(given('move-on'))
    if (on === null)
      return setErrors([{ field: 'move-on', words: 'Write the day like 31/10/2026 or 31 October 2026' }])
    setErrors([])
    const failure = await move.give({
      commandId: ids.commandId,
      planId: target.id,
      ...(given('move-section') === '' ? {} : { sectionId: given('move-section') }),
      actionIds: props.actions.map(({ id }) => id),
      ...(on === undefined ? {} : { on }),
      ...(given('move-reason') === '' ? {} : { reason: given('move-reason') }),
    })
    if (failure) return setErrors([commandError(failure, { codes })])
    props.onClose({ words: `Moved to ${target.title}.`, commandId: ids.commandId })
  }

  return (
    <form
      class={(props.titled ?? true) ? 'panel' : 'change'}
      onSubmit={submit}
      novalidate
      aria-label={moveTitle(props.actions.length)}
      onKeyDown={(event) => event.key === 'Escape' && props.onClose(null)}
    >
      <Show when={props.titled ?? true}>
        <h2>{moveTitle(props.actions.length)}</h2>
      </Show>
      <p>
        The history, updates, links and files come along, and the old address still finds it. An action keeps
        its ref unless the other plan has it already. From that day the rules of the other plan decide the
        level.
      </p>
      <ErrorSummary errors={errors()} />
      <Show when={props.actions.length > 1}>
        <ul class="plain">
          <For each={props.actions.slice(0, SHOWN)}>
            {({ ref, text }) => (
              <li>
                <b>{ref}</b> {text.length > 90 ? `${text.slice(0, 89)}…` : text}
              </li>
            )}
          </For>
          <Show when={props.actions.length > SHOWN}>
            <li>and {props.actions.length - SHOWN} more</li>
          </Show>
        </ul>
      </Show>
      <Show when={others().length > 0} fallback={<p>There is no other plan yet. Begin one first.</p>}>
        <div class="row">
          <SelectField
            // It is there once the plans are.
            ref={(select: HTMLSelectElement) => queueMicrotask(() => select.focus())}
            id="move-plan"
            label="To the plan"
            error={errorOn(errors(), 'move-plan')}
            onChange={(event) => setChosen(event.currentTarget.value)}
          >
            <PlanOptions plans={others()} chosen={code()} />
          </SelectField>
          <SelectField id="move-section" label="Section" error={errorOn(errors(), 'move-section')}>
            <option value="">the last one</option>
            <For each={plan()?.sections ?? []}>
              {(section) => <option value={section.id}>{section.title}</option>}
            </For>
          </SelectField>
        </div>
        <div class="row">
          <TextField
            id="move-on"
            label="From the day"
            hint="Empty for today"
            error={errorOn(errors(), 'move-on')}
            autocomplete="off"
          />
          <TextField id="move-reason" label="Reason (optional)" autocomplete="off" />
        </div>
      </Show>
      <FormButtons busy={move.busy()} send="Move" onCancel={() => props.onClose(null)} />
    </form>
  )
}

/** How many actions are listed in the form. */
const SHOWN = 10

const codes = {
  'not-found': 'move-section',
  'plan-without-sections': 'move-plan',
  'stage-not-in-workflow': 'move-plan',
  'level-not-in-workflow': 'move-plan',
  'before-it-exists': 'move-on',
  'effective-in-future': 'move-on',
  'contradicts-later': 'move-on',
} as const
