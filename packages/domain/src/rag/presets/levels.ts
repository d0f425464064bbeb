import type { RagLevel } from '../rules.ts'

/** A level of a preset, with its own meaning; letter, word and shape are the built-in ones. */
export const level = (
  code: keyof typeof marks,
  meaning: string,
  asks: Partial<Pick<RagLevel, 'reasonDue' | 'asksNextDate'>> = {},
): RagLevel => ({
  code,
  ...marks[code],
  meaning,
  reasonDue: false,
  asksNextDate: false,
  ...asks,
})

export const withReason = { reasonDue: true } as const
export const withReasonAndDate = { reasonDue: true, asksNextDate: true } as const

const marks = {
  red: { letter: 'R', word: 'Red', shape: '■' },
  'amber-red': { letter: 'AR', word: 'Amber/Red', shape: '◆' },
  amber: { letter: 'A', word: 'Amber', shape: '▲' },
  'amber-green': { letter: 'AG', word: 'Amber/Green', shape: '◐' },
  green: { letter: 'G', word: 'Green', shape: '●' },
  blue: { letter: 'B', word: 'Blue', shape: '◇' },
  white: { letter: 'W', word: 'White', shape: '□' },
  complete: { letter: 'C', word: 'Complete', shape: '✓' },
  'in-progress': { letter: 'P', word: 'In progress', shape: '▷' },
  'not-started': { letter: 'N', word: 'Not started', shape: '○' },
  'not-due': { letter: 'N', word: 'Not yet due', shape: '○' },
  'not-applicable': { letter: 'NA', word: 'Not applicable', shape: '×' },
  'not-rated': { letter: '–', word: 'Not rated', shape: '–' },
} as const
