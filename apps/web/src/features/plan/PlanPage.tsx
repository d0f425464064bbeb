import type { PlanView } from '@beatbook/contract'
import { counted } from '@beatbook/domain/english'
import { commandDone } from '@beatbook/presentation'
import { useLocation, useNavigate, useParams } from '@solidjs/router'
import { useQuery } from '@tanstack/solid-query'
import { createMemo, createSignal, For, lazy, Match, on, Show, Suspense, Switch } from 'solid-js'
import { useAsAt } from '../../calendar/as-at.ts'
import { Day } from '../../ui/Day.tsx'
import { PlanBars } from '../../ui/LevelBar.tsx'
import { Link } from '../../ui/Link.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { LoadedView } from '../../ui/LoadedView.tsx'
import { Page } from '../../ui/Page.tsx'
import { planQuery } from '../command/plan.ts'
import { Saved } from '../command/Saved.tsx'
import { PlanConversations } from '../conversation/PlanConversations.tsx'
import { NewerRules } from '../rating/NewerRules.tsx'
import { ShortLists } from '../rating/ShortLists.tsx'
import { AddAction } from './AddAction.tsx'
import { Archived } from './Archived.tsx'
import type { Begun } from './begun.ts'
import { EditPlan } from './EditPlan.tsx'
import { PlanActions } from './PlanActions.tsx'
import { PlanHistory } from './PlanHistory.tsx'
import { factsOf } from './PlansPage.tsx'
import { Views } from './Views.tsx'
import { planViews, usePlanView } from './view.ts'

const Trends = lazy(() => import('../rating/Trends.tsx'))
const Checks = lazy(() => import('../validator/Checks.tsx'))
const Compare = lazy(() => import('../compare/Compare.tsx'))

/**
 * One plan: its facts, its declared and computed levels, what needs attention, and its actions in one of
 * several views.
 */
export default function PlanPage() {
  const params = useParams()
  const { at } = useAsAt()
  const { view } = usePlanView()
  const location = useLocation<Begun>()
  const navigate = useNavigate()
  const plan = useQuery(() => planQuery(params.code ?? '', at()))
  // It stays while the page is on the plan, whatever is opened in it.
  const begun = createMemo(
    on(
      () => params.code,
      () => location.state?.begun ?? null,
    ),
  )
  const leave = () => navigate('/plans', { state: { said: commandDone('undo-command') } })
  return (
    <Loaded query={plan} what="plan" whole>
      {(data) => (
        <Page title={data().title} dense crumbs={[{ href: '/plans', title: 'Plans' }]}>
          <p class="meta">
            {factsOf(data()).join(' · ')}
            <Documents plan={data()} />
            <span class="on-screen">
              {' '}
              · <Link href={`/feeds?plan=${data().code}`}>Calendar and data</Link>
            </span>
          </p>
          <Saved saved={begun()} onUndone={leave} />
          <Archived plan={data()} />
          <Show when={data().description}>{(words) => <p class="plan-description">{words()}</p>}</Show>
          <PlanBars plan={data()} />
          {/* Asked for by itself: the page does not wait for it. */}
          <Suspense>
            <Show when={!data().archived}>
              <NewerRules plan={data()} />
            </Show>
          </Suspense>
          <div class="plan-tools">
            <AddAction plan={data()} />
            <EditPlan plan={data()} />
            <Attention plan={data()} />
            <Violations plan={data()} />
            <PlanConversations plan={data()} />
            <PlanHistory plan={data()} />
            <Views of="the plan" views={planViews} />
          </div>
          <Switch fallback={<PlanActions plan={data()} />}>
            <Match when={view() === 'compare'}>
              <LoadedView>
                <Compare plan={data()} />
              </LoadedView>
            </Match>
            <Match when={view() === 'trends'}>
              <LoadedView>
                <Trends plan={data()} />
              </LoadedView>
            </Match>
          </Switch>
        </Page>
      )}
    </Loaded>
  )
}

/** What changed, what turns and where levels differ, loaded when it is opened. */
const Attention = (props: { plan: PlanView }) => {
  const [open, setOpen] = createSignal(false)
  return (
    <Show when={props.plan.ragRules}>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          What changed, what turns
          <Show when={props.plan.disagreements > 0}>
            , {counted(props.plan.disagreements, 'disagreement')}
          </Show>
        </summary>
        <Show when={open()}>
          <ShortLists plan={props.plan} />
        </Show>
      </details>
    </Show>
  )
}

/** Failed checks, loaded when they are opened. */
const Violations = (props: { plan: PlanView }) => {
  const [open, setOpen] = createSignal(false)
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Check the plan</summary>
      <Suspense fallback={<p class="quiet">Loading …</p>}>
        <Show when={open()}>
          <Checks plan={props.plan} />
        </Show>
      </Suspense>
    </details>
  )
}

const Documents = (props: { plan: PlanView }) => (
  <>
    <Show when={props.plan.documents.length > 0}>
      {' · read from '}
      <For each={props.plan.documents}>
        {(document, index) => (
          <>
            {index() > 0 ? ', then ' : ''}
            <Link href={`/documents/${document.id}`}>{document.name}</Link> (true from{' '}
            <Day on={document.documentDate} />)
          </>
        )}
      </For>
    </Show>
    <Show when={props.plan.counts.withdrawn > 0}>
      {' · '}
      <Link href={`/plans/${props.plan.code}?withdrawn=only`}>
        {counted(props.plan.counts.withdrawn, 'withdrawn action')}
      </Link>
    </Show>
  </>
)
