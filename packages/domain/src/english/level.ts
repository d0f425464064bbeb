import { type LevelCode, levels } from '../level/level.ts'
import type { Stage } from '../stage/stage.ts'

/** How a level is shown everywhere: shape, letter and word always go with the colour. */
export interface LevelMark {
  readonly code: LevelCode | 'complete' | 'none'
  readonly letter: string
  readonly word: string
  readonly shape: string
}

/** The marks in the order of a bar: worst first, then complete, then not set. */
export const levelMarks: readonly LevelMark[] = [
  ...levels,
  { code: 'complete', letter: 'C', word: 'Complete', shape: '✓' },
  { code: 'none', letter: '–', word: 'Not set', shape: '–' },
]

/** The mark of an action: complete where its stage is, else its declared level, else not set. */
export const levelMark = (level: LevelCode | null, stage: Stage | null): LevelMark =>
  markOf(stage === 'complete' ? 'complete' : (level ?? 'none'))

/** The mark with this code. */
export const markOf = (code: LevelMark['code']): LevelMark =>
  levelMarks.find((mark) => mark.code === code) ?? notSet

const notSet: LevelMark = { code: 'none', letter: '–', word: 'Not set', shape: '–' }
