import type { Computed, ShownLevel } from '@beatbook/contract'
import type { LevelCode, StageCode } from '@beatbook/domain'
import { levelMark, type RuleMark as Mark, ruleMark } from '@beatbook/domain/english'
import { Show } from 'solid-js'
import { Day } from './Day.tsx'

/** An action's level as on every page: shape and word with the colour. */
export const LevelMark = (props: { level: LevelCode | null; stage: StageCode | null }) => (
  <MarkTag mark={levelMark(props.level, props.stage)} />
)

/** A computed level, with its override and when it changes. */
export const ComputedMark = (props: { computed: Computed | null }) => (
  <>
    <MarkTag mark={ruleMark(props.computed)} />
    <Show when={props.computed?.overridden}>
      <span class="sub">set by a person</span>
    </Show>
  </>
)

/** When a computed level changes next, in a line below it. */
export const TurnsLine = (props: { computed: Computed | null; levels: readonly ShownLevel[] }) => (
  <Show when={props.computed?.turns}>
    {(turns) => (
      <span class="sub">
        {(props.levels.find(({ level }) => level === turns().level)?.word ?? turns().level).toLowerCase()} on{' '}
        <Day on={turns().on} short />
      </span>
    )}
  </Show>
)

/** A mark as a tag. */
export const MarkTag = (props: { mark: Mark }) => (
  <span class={`mark mark-${props.mark.code}`}>
    <span aria-hidden="true">{props.mark.shape}</span>
    {props.mark.word}
  </span>
)
