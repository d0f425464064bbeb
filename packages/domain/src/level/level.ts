import * as z from 'zod'

/**
 * The levels a person can declare, worst first. Letter, word and shape always go with the colour: a RAG is
 * never colour alone. Complete is a stage and is not among them.
 */
export const levels = [
  { code: 'red', letter: 'R', word: 'Red', shape: '■' },
  { code: 'amber-red', letter: 'AR', word: 'Amber/Red', shape: '◆' },
  { code: 'amber', letter: 'A', word: 'Amber', shape: '▲' },
  { code: 'amber-green', letter: 'AG', word: 'Amber/Green', shape: '◐' },
  { code: 'green', letter: 'G', word: 'Green', shape: '●' },
  { code: 'blue', letter: 'B', word: 'Blue', shape: '◇' },
] as const

export type LevelCode = (typeof levels)[number]['code']
export const levelCode = z.enum(levels.map((l) => l.code) as [LevelCode, ...LevelCode[]])
