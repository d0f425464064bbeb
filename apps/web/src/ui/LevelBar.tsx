import type { PlanSummary } from '@beatbook/contract'
import { grouped, type RuleMark, ruleMark } from '@beatbook/domain/english'
import { barOf, barSentence, recalculatingWords, ruleBarSentence } from '@beatbook/presentation'
import { For, Show } from 'solid-js'
import { Link } from './Link.tsx'

type Plan = Pick<
  PlanSummary,
  'code' | 'counts' | 'workflow' | 'workflowVersion' | 'title' | 'computed' | 'ragRules' | 'recalculating'
>

/**
 * A plan's levels as two bars, worst first, declared above and computed below: every segment is a link to the
 * rows it counts.
 */
export const PlanBars = (props: { plan: Plan; small?: boolean }) => (
  <div class="bars">
    <p class="bar-title">Declared</p>
    <DeclaredBar plan={props.plan} small={props.small ?? false} />
    <p class="bar-title">
      By the rules{' '}
      <Show when={props.plan.ragRules}>
        {(ragRules) => (
          <span class="sub">
            <Link href={`/rules/${ragRules().code}?plan=${props.plan.code}`}>
              {ragRules().title}, version {ragRules().version}
            </Link>
          </span>
        )}
      </Show>
    </p>
    <Show when={props.plan.ragRules} fallback={<NoRules plan={props.plan} />}>
      <RuleBar plan={props.plan} small={props.small ?? false} />
    </Show>
  </div>
)

const DeclaredBar = (props: { plan: Plan; small: boolean }) => (
  <Bar
    label={`${props.plan.title}, ${barSentence(props.plan.counts)}`}
    small={props.small}
    pieces={barOf(props.plan).map(({ mark, count, filter }) => ({
      mark,
      count,
      href: `/plans/${props.plan.code}?${new URLSearchParams(
        Object.entries(filter).map(([key, values]) => [
          key === 'levels' ? 'level' : 'stage',
          values.join(','),
        ]),
      )}`,
    }))}
  />
)

const RuleBar = (props: { plan: Plan; small: boolean }) => {
  const pieces = () => [
    ...props.plan.computed.levels.map((level) => ({
      mark: ruleMark(level),
      count: level.actions,
      href: `/plans/${props.plan.code}?rules=${level.level}`,
    })),
    { mark: ruleMark(null), count: props.plan.computed.none, href: `/plans/${props.plan.code}?rules=none` },
  ]
  return (
    <div>
      <Bar
        label={`${props.plan.title}, ${ruleBarSentence(props.plan.computed)}`}
        small={props.small}
        pieces={pieces().filter(({ count }) => count > 0)}
      />
      <Show when={props.plan.recalculating}>
        {(progress) => (
          <p class="recalculating" role="status">
            <progress max={progress().of} value={progress().done} aria-label="Levels worked out" />{' '}
            {recalculatingWords(progress())}
          </p>
        )}
      </Show>
    </div>
  )
}

const NoRules = (props: { plan: Plan }) => (
  <p class="no-rules">
    No rules rate this plan on this day.{' '}
    <Link href={`/rules?plan=${props.plan.code}`}>See what there is to choose</Link>
  </p>
)

interface Piece {
  readonly mark: RuleMark
  readonly count: number
  readonly href: string
}

const Bar = (props: { label: string; small: boolean; pieces: readonly Piece[] }) => (
  <Show when={props.pieces.length > 0} fallback={<p class="quiet">No actions.</p>}>
    <ul class="bar" classList={{ 'bar-small': props.small }} aria-label={props.label}>
      <For each={props.pieces}>
        {(piece) => (
          <li style={{ 'flex-grow': piece.count }}>
            <Link class={`mark-${piece.mark.code}`} href={piece.href}>
              <span aria-hidden="true">
                {piece.mark.shape}
                {piece.mark.letter === piece.mark.shape ? '' : ` ${piece.mark.letter}`}
              </span>
              <span>
                <span class="govuk-visually-hidden">{piece.mark.word}: </span>
                {grouped(piece.count)}
                <span class="govuk-visually-hidden"> {piece.count === 1 ? 'action' : 'actions'}</span>
              </span>
            </Link>
          </li>
        )}
      </For>
    </ul>
  </Show>
)
