import type { Stage } from '../stage/stage.ts'

/** A stage in words; `null` is *not stated*, which is never the same as not started. */
export const stageWords = (stage: Stage | 'none' | null): string =>
  stage === null ? words.none : words[stage]

const words: Record<Stage | 'none', string> = {
  'not-started': 'Not started',
  'in-progress': 'In progress',
  'awaiting-review': 'Awaiting review',
  'being-progressed': 'Being progressed',
  complete: 'Complete',
  none: 'Not stated',
}
