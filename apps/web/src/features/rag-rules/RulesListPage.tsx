import type { RagRulesSummary } from '@beatbook/contract'
import { useQuery } from '@tanstack/solid-query'
import { For, Show } from 'solid-js'
import { MarkTag } from '../../ui/LevelMark.tsx'
import { Link } from '../../ui/Link.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Page } from '../../ui/Page.tsx'
import { allRagRulesQuery } from './queries.ts'
import { SaidWithLinks } from './SaidWithLinks.tsx'

/** All RAG rules, with their levels, their source and the plans they rate. */
export default function RulesListPage() {
  const allRagRules = useQuery(allRagRulesQuery)
  return (
    <Page title="Rules">
      <p class="meta">
        RAG rules are a list of levels and of rules asked in order: the first that is met decides. Open them
        to read them, try them on a plan, change a copy, and choose them for a plan.
      </p>
      <Loaded query={allRagRules} what="rules">
        {(known) => (
          <ul class="plans">
            <For each={byCode(known())}>
              {([ragRules, ...earlier]) => <Item ragRules={ragRules} earlier={earlier} />}
            </For>
          </ul>
        )}
      </Loaded>
    </Page>
  )
}

type Versions = readonly [RagRulesSummary, ...RagRulesSummary[]]

/** The rules by their code, in order, the newest version of each first. */
const byCode = (all: readonly RagRulesSummary[]): Versions[] =>
  [...Map.groupBy(all, ({ code }) => code).values()].map(
    (versions) => versions.toSorted((a, b) => b.version - a.version) as unknown as Versions,
  )

const Item = (props: { ragRules: RagRulesSummary; earlier: readonly RagRulesSummary[] }) => (
  <li>
    <h2>
      <Link href={`/rules/${props.ragRules.code}`}>{props.ragRules.title}</Link>{' '}
      <span class="sub">version {props.ragRules.version}</span>
    </h2>
    <p>
      <SaidWithLinks words={props.ragRules.description} />
    </p>
    <p class="marks">
      <For each={props.ragRules.levels}>{(level) => <MarkTag mark={level} />}</For>
    </p>
    <Show when={props.ragRules.waitsFor.length > 0}>
      <p class="sub">Waits for {props.ragRules.waitsFor.join('; ')}.</p>
    </Show>
    <p class="meta">
      {props.ragRules.builtIn ? 'Comes with Beatbook' : 'Made here'}
      <Plans of={props.ragRules.plans} />
    </p>
    <For each={props.earlier}>
      {(ragRules) => (
        <p class="meta">
          Earlier:{' '}
          <Link href={`/rules/${ragRules.code}?version=${ragRules.version}`}>version {ragRules.version}</Link>
          <Plans of={ragRules.plans} />
        </p>
      )}
    </For>
  </li>
)

/** The plans that rules rate, as links. */
const Plans = (props: { of: readonly string[] }) => (
  <Show when={props.of.length > 0}>
    {' · '}rates{' '}
    <For each={props.of}>
      {(code, index) => (
        <>
          {index() > 0 ? ', ' : ''}
          <Link href={`/plans/${code}`}>{code}</Link>
        </>
      )}
    </For>
  </Show>
)
