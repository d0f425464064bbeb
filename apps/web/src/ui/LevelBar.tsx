import type { PlanSummary } from '@beatbook/domain'
import { barOf, barSentence, type RuleMark, recalculatingWords, ruleBarSentence, ruleMark } from '@beatbook/presentation'
import { For, Show } from 'solid-js'
import { Link } from './Link.tsx'

type Plan = Pick<PlanSummary, 'code' | 'counts' | 'workflow' | 'title' | 'computed' | 'scheme' | 'recalculating'>

/** A plan's declared levels as a bar, worst first: every piece is a link to the rows it counts. */
export const LevelBar = (props: { plan: Plan; small?: boolean }) => (
  <Bar
    label={`${props.plan.title}, ${barSentence(props.plan.counts)}`}
    small={props.small ?? false}
    pieces={barOf(props.plan).map(({ mark, count, filter }) => ({
      mark,
      count,
      href: `/plans/${props.plan.code}?${new URLSearchParams(
        Object.entries(filter).map(([key, values]) => [key === 'levels' ? 'level' : 'stage', values.join(',')]),
      )}`,
    }))}
  />
)

/** The same actions by the plan's rules, in the levels of its scheme. */
export const RuleBar = (props: { plan: Plan; small?: boolean }) => {
  const pieces = () => [
    ...props.plan.computed.levels.map((level) => ({ mark: ruleMark(level), count: level.actions, href: `/plans/${props.plan.code}?rules=${level.level}` })),
    { mark: ruleMark(null), count: props.plan.computed.none, href: `/plans/${props.plan.code}?rules=none` },
  ]
  return (
    <>
      <Bar
        label={`${props.plan.title}, ${ruleBarSentence(props.plan.computed)}`}
        small={props.small ?? false}
        pieces={pieces().filter(({ count }) => count > 0)}
      />
      <Show when={props.plan.recalculating}>
        {(progress) => (
          <p class="recalculating" role="status">
            <progress max={progress().of} value={progress().done} aria-label="Colours worked out" /> {recalculatingWords(progress())}
          </p>
        )}
      </Show>
    </>
  )
}

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
                {piece.count}
                <span class="govuk-visually-hidden"> {piece.count === 1 ? 'action' : 'actions'}</span>
              </span>
            </Link>
          </li>
        )}
      </For>
    </ul>
  </Show>
)
