import type { LevelCode, Stage } from '@beatbook/domain'
import { levelMark, type LevelMark as Mark } from '@beatbook/presentation'

/** An action's level as it stands everywhere: shape and word with the colour. */
export const LevelMark = (props: { level: LevelCode | null; stage: Stage | null }) => <MarkTag mark={levelMark(props.level, props.stage)} />

/** A mark as a tag. */
export const MarkTag = (props: { mark: Mark }) => (
  <span class={`mark mark-${props.mark.code}`}>
    <span aria-hidden="true">{props.mark.shape}</span>
    {props.mark.word}
  </span>
)
