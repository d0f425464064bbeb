import type { PlanView } from '@beatbook/domain'
import { barSentence, counted } from '@beatbook/presentation'
import { useParams } from '@solidjs/router'
import { useQuery } from '@tanstack/solid-query'
import { For, Show } from 'solid-js'
import { Day } from '../../ui/Day.tsx'
import { LevelBar } from '../../ui/LevelBar.tsx'
import { Link } from '../../ui/Link.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Page } from '../../ui/Page.tsx'
import { useAsAt } from '../as-at/as-at.ts'
import { PlanActions } from './PlanActions.tsx'
import { factsOf } from './PlansPage.tsx'
import { planQuery } from './queries.ts'

/** One plan: what it is, its levels, and its actions section by section. */
export default function PlanPage() {
  const params = useParams()
  const { asAt } = useAsAt()
  const plan = useQuery(() => planQuery(params.code ?? '', asAt()))
  return (
    <Loaded query={plan} what="plan" whole>
      {(data) => (
        <Page title={data().title} crumbs={[{ href: '/plans', title: 'Plans' }]}>
          <p class="meta">{factsOf(data()).join(' · ')}</p>
          <LevelBar plan={data()} />
          <p class="govuk-visually-hidden">{barSentence(data().counts)}</p>
          <Documents plan={data()} />
          <PlanActions plan={data()} />
        </Page>
      )}
    </Loaded>
  )
}

const Documents = (props: { plan: PlanView }) => (
  <Show when={props.plan.documents.length > 0}>
    <p class="meta">
      Read from{' '}
      <For each={props.plan.documents}>
        {(document, index) => (
          <>
            {index() > 0 ? ', then ' : ''}
            <Link href={`/documents/${document.id}`}>{document.name}</Link> (true from <Day on={document.documentDate} />)
          </>
        )}
      </For>
      <Show when={props.plan.counts.withdrawn > 0}>
        {' · '}
        <Link href={`/plans/${props.plan.code}?withdrawn=only`}>{counted(props.plan.counts.withdrawn, 'withdrawn action')}</Link>
      </Show>
    </p>
  </Show>
)
