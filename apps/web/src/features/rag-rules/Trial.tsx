import type { PlanSummary, WhatIfView } from '@beatbook/contract'
import type { RagRules } from '@beatbook/domain'
import { backTestSentences, counted, dayWords, ruleMark } from '@beatbook/domain/english'
import { keepPreviousData, useQuery } from '@tanstack/solid-query'
import { For, Show } from 'solid-js'
import { queryClient } from '../../query-client.ts'
import { Day } from '../../ui/Day.tsx'
import { MarkTag } from '../../ui/LevelMark.tsx'
import { Link } from '../../ui/Link.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { backTestQuery, whatIfQuery } from './queries.ts'

/** The effect of rules on a plan, today and over the next quarter, and over the past. Nothing is saved. */
export const Trial = (props: { plan: PlanSummary; ragRules: RagRules }) => {
  const whatIf = useQuery(() => ({
    ...whatIfQuery(props.plan.code, props.ragRules),
    placeholderData: keepPreviousData,
  }))
  const backTest = useQuery(() => ({
    ...backTestQuery(props.plan.code, props.ragRules),
    placeholderData: keepPreviousData,
  }))
  return (
    <>
      <Loaded
        query={whatIf}
        what="what would change"
        stop={() => stop(whatIfQuery(props.plan.code, props.ragRules).queryKey)}
      >
        {(found) => (
          <section aria-labelledby="what-if">
            <h3 id="what-if">Today and over the next quarter</h3>
            <p role="status">{whatIfWords(found())}</p>
            <Show when={found().changes.length > 0}>
              <Changes found={found()} />
            </Show>
          </section>
        )}
      </Loaded>
      <Loaded
        query={backTest}
        what="the past"
        stop={() => stop(backTestQuery(props.plan.code, props.ragRules).queryKey)}
      >
        {(result) => (
          <section aria-labelledby="back-test">
            <h3 id="back-test">Over the past</h3>
            <p class="quiet">
              {dayWords(result().from)} to {dayWords(result().until)}, had these rules held throughout.
            </p>
            <ul class="list">
              <For each={backTestSentences(result())}>{(sentence) => <li>{sentence}</li>}</For>
            </ul>
          </section>
        )}
      </Loaded>
    </>
  )
}

/** Cancels a running query, also on the server. */
const stop = (queryKey: readonly unknown[]) => queryClient.cancelQueries({ queryKey })

const whatIfWords = ({ changes, actions, until }: WhatIfView): string => {
  const today = changes.filter((change) => change.today !== null).length
  return changes.length === 0
    ? `No action of ${actions} would have another level until ${dayWords(until)}.`
    : `${counted(today, 'action')} of ${actions} would have another level today, ${counted(changes.length, 'action')} today or until ${dayWords(until)}.`
}

const Changes = (props: { found: WhatIfView }) => (
  <table class="what-if">
    <caption class="govuk-visually-hidden">Actions that would have another level</caption>
    <thead>
      <tr>
        <th scope="col">Action</th>
        <th scope="col">Is today</th>
        <th scope="col">Would be</th>
        <th scope="col">Later, if nobody writes</th>
      </tr>
    </thead>
    <tbody>
      <For each={props.found.changes}>
        {(change) => (
          <tr>
            <th scope="row">
              <Link href={`/plans/${change.address}`}>
                {change.address} {change.text}
              </Link>
            </th>
            <td>
              <Show when={change.today} fallback="as it would be">
                {(both) => <MarkTag mark={ruleMark(both().is)} />}
              </Show>
            </td>
            <td>
              <Show when={change.today}>{(both) => <MarkTag mark={ruleMark(both().would)} />}</Show>
            </td>
            <td>
              <ul class="plain">
                <For each={change.later.filter(({ from }) => from > props.found.asAt)}>
                  {(later) => (
                    <li>
                      from <Day on={later.from} short />: <MarkTag mark={ruleMark(later.would)} /> instead of{' '}
                      <MarkTag mark={ruleMark(later.is)} />
                    </li>
                  )}
                </For>
              </ul>
            </td>
          </tr>
        )}
      </For>
    </tbody>
  </table>
)
