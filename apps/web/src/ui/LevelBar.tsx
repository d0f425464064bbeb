import type { PlanSummary } from '@beatbook/domain'
import { barOf, barSentence } from '@beatbook/presentation'
import { For, Show } from 'solid-js'
import { Link } from './Link.tsx'

/** A plan's declared levels as a bar, worst first: every piece is a link to the rows it counts. */
export const LevelBar = (props: { plan: Pick<PlanSummary, 'code' | 'counts' | 'workflow' | 'title'>; small?: boolean }) => (
  <Show when={barOf(props.plan).length > 0} fallback={<p class="quiet">No actions.</p>}>
    <ul class="bar" classList={{ 'bar-small': props.small ?? false }} aria-label={`${props.plan.title}, ${barSentence(props.plan.counts)}`}>
      <For each={barOf(props.plan)}>
        {(segment) => (
          <li style={{ 'flex-grow': segment.count }}>
            <Link
              class={`mark-${segment.mark.code}`}
              href={`/plans/${props.plan.code}?${new URLSearchParams(
                Object.entries(segment.filter).map(([key, values]) => [key === 'levels' ? 'level' : 'stage', values.join(',')]),
              )}`}
            >
              <span aria-hidden="true">
                {segment.mark.shape}
                {segment.mark.letter === segment.mark.shape ? '' : ` ${segment.mark.letter}`}
              </span>
              <span>
                <span class="govuk-visually-hidden">{segment.mark.word}: </span>
                {segment.count}
                <span class="govuk-visually-hidden"> {segment.count === 1 ? 'action' : 'actions'}</span>
              </span>
            </Link>
          </li>
        )}
      </For>
    </ul>
  </Show>
)
