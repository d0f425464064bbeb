import { planKinds, updatePeriods } from '@beatbook/domain'
import { commandDone, planKindWords, updatePeriodWords } from '@beatbook/presentation'
import { useLocation, useNavigate } from '@solidjs/router'
import { createSignal, For, Show } from 'solid-js'
import { queryClient } from '../../query-client.ts'
import { Link } from '../../ui/Link.tsx'
import { Page } from '../../ui/Page.tsx'
import { CommandForm, type Sent } from '../command/CommandForm.tsx'
import { planQuery } from '../command/plan.ts'
import { useMay } from '../session/session.ts'
import { BeginFrom } from './BeginFrom.tsx'
import type { Begun } from './begun.ts'

/** What a new plan begins with. */
const beginnings = [
  ['blank', 'Nothing', 'A blank plan, to which you add actions one by one.'],
  [
    'from',
    'Another plan',
    'The sections and actions of last period’s plan, or of one that serves as a template.',
  ],
] as const

/** Begins a plan without a document: blank, or with the actions of another one. */
export default function NewPlanPage() {
  const may = useMay()
  const location = useLocation()
  const [from, setFrom] = createSignal(location.hash === '#from')
  const navigate = useNavigate()
  /** Opens the new plan, which says what was done. */
  const open = async (words: string, { created = '', commandId }: Sent) => {
    const code = await queryClient.fetchQuery(planQuery(created, {})).then(
      (plan) => plan.code,
      // The plan is found by its id as well.
      () => created,
    )
    navigate(`/plans/${code}`, { state: { begun: { words, commandId } } satisfies Begun })
  }
  return (
    <Page title="New plan" crumbs={[{ href: '/plans', title: 'Plans' }]}>
      <Show
        when={may('edit')}
        fallback={<p>Your role does not allow this. An administrator can change your role.</p>}
      >
        <p>
          If you keep the plan in a document today, <Link href="/import">import the document</Link> instead.
        </p>
        <fieldset class="govuk-fieldset govuk-form-group">
          <legend class="govuk-fieldset__legend">Begin with</legend>
          <div class="govuk-radios govuk-radios--small">
            <For each={beginnings}>
              {([value, label, hint]) => (
                <div class="govuk-radios__item">
                  <input
                    class="govuk-radios__input"
                    id={`new-${value}`}
                    name="begin-with"
                    type="radio"
                    value={value}
                    checked={from() === (value === 'from')}
                    aria-describedby={`new-${value}-hint`}
                    onChange={() => setFrom(value === 'from')}
                  />
                  <label class="govuk-label govuk-radios__label" for={`new-${value}`}>
                    {label}
                  </label>
                  <div class="govuk-hint govuk-radios__hint" id={`new-${value}-hint`}>
                    {hint}
                  </div>
                </div>
              )}
            </For>
          </div>
        </fieldset>
        <Show
          when={from()}
          fallback={
            <CommandForm
              command="add-plan"
              words={{
                kind: Object.fromEntries(planKinds.map((kind) => [kind, planKindWords(kind)])),
                updatePeriod: Object.fromEntries(
                  updatePeriods.map((every) => [every, updatePeriodWords(every)]),
                ),
              }}
              labels={{ code: 'Short name', updatePeriod: 'Updates expected' }}
              onDone={(_, sent) => open(commandDone('add-plan'), sent)}
            />
          }
        >
          <BeginFrom onDone={open} />
        </Show>
      </Show>
    </Page>
  )
}
