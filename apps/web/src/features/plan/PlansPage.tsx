import type { PlanSummary } from '@beatbook/contract'
import { counted, dayShort } from '@beatbook/domain/english'
import { periodWords, planKindWords } from '@beatbook/presentation'
import { useSearchParams } from '@solidjs/router'
import { useQuery } from '@tanstack/solid-query'
import { For, Show } from 'solid-js'
import { useAsAt } from '../../calendar/as-at.ts'
import { PlanBars } from '../../ui/LevelBar.tsx'
import { Link } from '../../ui/Link.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Page } from '../../ui/Page.tsx'
import { plansQuery } from '../command/plan.ts'
import { useMay } from '../session/session.ts'
import { archivedPlansQuery } from './queries.ts'

/** Every plan with its bar of declared levels. */
export const PlansPage = () => {
  const { at } = useAsAt()
  const [search] = useSearchParams()
  const isArchive = () => search.archived === 'only'
  const plans = useQuery(() => (isArchive() ? archivedPlansQuery(at()) : plansQuery(at())))
  return (
    <Page title={isArchive() ? 'Archived plans' : 'Plans'}>
      <p>
        <Link href={isArchive() ? '/plans' : '/plans?archived=only'}>
          {isArchive() ? 'Plans that are not archived' : 'Archived plans'}
        </Link>
      </p>
      <Loaded query={plans} what="plans">
        {(data) => (
          <Show when={data().length > 0} fallback={isArchive() ? <p>No plan is archived.</p> : <NoPlans />}>
            <Show when={!isArchive()}>
              <NewPlan />
            </Show>
            <p class="meta">
              {counted(data().length, 'plan')}, {counted(total(data()), 'action')}. Bars show declared levels,
              and beneath them those by the rules; every piece leads to the rows it counts.
            </p>
            <ul class="plans">
              <For each={data()}>{(plan) => <PlanItem plan={plan} />}</For>
            </ul>
          </Show>
        )}
      </Loaded>
    </Page>
  )
}

const NewPlan = () => {
  const may = useMay()
  const { looksBack } = useAsAt()
  return (
    <Show when={may('edit') && !looksBack()}>
      <p>
        <Link href="/plans/new" class="govuk-button govuk-button--secondary">
          New plan
        </Link>
      </p>
    </Show>
  )
}

const PlanItem = (props: { plan: PlanSummary }) => (
  <li>
    <h2>
      <Link href={`/plans/${props.plan.code}`}>{props.plan.title}</Link>
    </h2>
    <p class="meta">{factsOf(props.plan).join(' · ')}</p>
    <PlanBars plan={props.plan} small />
  </li>
)

const NoPlans = () => {
  const { looksBack } = useAsAt()
  const may = useMay()
  return (
    <Show when={!looksBack()} fallback={<p>There was no plan yet on that day.</p>}>
      <p>
        The plans of your force are listed here: delivery plans, action plans, recommendations of inspections,
        strategies.
      </p>
      <Show
        when={may('edit')}
        fallback={<p>There is none yet. Somebody with the editor’s role can import the first document.</p>}
      >
        <p>
          There is none yet. Import the document you keep a plan in today: it is read, you check what was
          read, and it becomes a live plan.
        </p>
        <p>
          <Link href="/import" class="govuk-button">
            Import a document
          </Link>
        </p>
        <p>Or begin without one, and add its actions here.</p>
        <NewPlan />
      </Show>
    </Show>
  )
}

const total = (plans: readonly PlanSummary[]): number =>
  plans.reduce((sum, plan) => sum + plan.counts.actions, 0)

/** The short facts of a plan for a line under its title. */
export const factsOf = (plan: PlanSummary): string[] =>
  [
    planKindWords(plan.kind),
    periodWords(plan) ?? '',
    plan.sponsor === null ? '' : `sponsor: ${plan.sponsor}`,
    counted(plan.counts.actions, 'action'),
    plan.lastUpdate === null ? 'no update yet' : `last update ${dayShort(plan.lastUpdate)}`,
  ].filter(Boolean)
