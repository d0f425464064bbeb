import { everyLevel } from '../workflow/workflow.ts'
import { codeAsWords } from './code.ts'

/** How a level is displayed everywhere: shape, letter and word are always next to the colour. */
export interface LevelMark {
  /** The code of a level, `complete` or `none`. */
  readonly code: string
  readonly letter: string
  readonly word: string
  readonly shape: string
}

/** The marks in the order of a bar: worst first, then complete, then not set. */
export const levelMarks: readonly LevelMark[] = [
  ...everyLevel,
  { code: 'complete', letter: 'C', word: 'Complete', shape: '✓' },
  { code: 'none', letter: '–', word: 'Not set', shape: '–' },
]

/** The mark of an action: complete where its stage is, else its declared level, else not set. */
export const levelMark = (level: string | null, stage: string | null): LevelMark =>
  markOf(stage === 'complete' ? 'complete' : (level ?? 'none'))

/** The mark with this code; an unknown level has its code as word. */
export const markOf = (code: string): LevelMark =>
  levelMarks.find((mark) => mark.code === code) ?? { code, letter: '?', word: codeAsWords(code), shape: '?' }
