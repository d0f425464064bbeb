import type { SchemeSummary } from '@beatbook/domain'
import { useQuery } from '@tanstack/solid-query'
import { For, Show } from 'solid-js'
import { MarkTag } from '../../ui/LevelMark.tsx'
import { Link } from '../../ui/Link.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Page } from '../../ui/Page.tsx'
import { schemesQuery } from './queries.ts'
import { SaidWithLinks } from './SaidWithLinks.tsx'

/** Every RAG scheme there is, with its levels, its source and the plans it colours. */
export default function RulesPage() {
  const schemes = useQuery(schemesQuery)
  return (
    <Page title="Rules">
      <p class="meta">
        A scheme is a list of levels and of rules asked in order: the first that is met decides. Open one to read it, try it on a plan, change a copy of it, and
        choose it for a plan.
      </p>
      <Loaded query={schemes} what="rules">
        {(known) => (
          <ul class="plans">
            <For each={known()}>{(scheme) => <Item scheme={scheme} />}</For>
          </ul>
        )}
      </Loaded>
    </Page>
  )
}

const Item = (props: { scheme: SchemeSummary }) => (
  <li>
    <h2>
      <Link href={`/rules/${props.scheme.code}`}>{props.scheme.title}</Link> <span class="sub">version {props.scheme.version}</span>
    </h2>
    <p>
      <SaidWithLinks words={props.scheme.description} />
    </p>
    <p class="marks">
      <For each={props.scheme.levels}>{(level) => <MarkTag mark={level} />}</For>
    </p>
    <Show when={props.scheme.waitsFor.length > 0}>
      <p class="sub">Waits for {props.scheme.waitsFor.join('; ')}.</p>
    </Show>
    <p class="meta">
      {props.scheme.builtIn ? 'Comes with Beatbook' : 'Made here'}
      <Show when={props.scheme.plans.length > 0}>
        {' · '}colours{' '}
        <For each={props.scheme.plans}>
          {(code, index) => (
            <>
              {index() > 0 ? ', ' : ''}
              <Link href={`/plans/${code}`}>{code}</Link>
            </>
          )}
        </For>
      </Show>
    </p>
  </li>
)
