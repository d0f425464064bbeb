import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Mutant } from './mutants.ts'

/**
 * The outcome of a mutant: a test failed, the tests took too long (which counts as killed), all passed, or no
 * test reaches the file.
 */
export const outcomes = ['killed', 'timeout', 'survived', 'no-test'] as const
export type Outcome = (typeof outcomes)[number]

export interface Tried extends Mutant {
  readonly outcome: Outcome
  /** The first test that failed. */
  readonly by: string | null
  /** Whether the rest of the package's tests also ran. */
  readonly whole: boolean
}

/**
 * The results an earlier run wrote to `file`, one JSON object per line, the last one for each mutant; empty
 * if there is no such file.
 */
export const triedBefore = (file: string): Map<string, Tried> => {
  if (!existsSync(file)) return new Map()
  const lines = readFileSync(file, 'utf8').split('\n')
  return new Map(
    lines
      .filter((line) => line !== '')
      .map((line) => {
        const tried = JSON.parse(line) as Tried
        return [tried.id, tried]
      }),
  )
}

/** Appends one mutant's result to the file. */
export const note = (file: string, tried: Tried): void => {
  mkdirSync(dirname(file), { recursive: true })
  appendFileSync(file, `${JSON.stringify(tried)}\n`)
}

/** Survivors that no test can kill: `code` is the line they are on, trimmed. */
export interface Equivalent {
  readonly file: string
  readonly code: string
  readonly was: string
  readonly becomes: string
  readonly why: string
}

/** The text that identifies a mutant in one line. */
export const written = ({ file, line, operator, was, becomes }: Mutant): string =>
  `${file}:${line} ${operator}: ${short(was)} → ${short(becomes)}`

const short = (text: string): string => {
  const line = text.trim().replaceAll(/\s+/g, ' ')
  if (line === '') return '(nothing)'
  return line.length > 80 ? `${line.slice(0, 79)}…` : line
}
