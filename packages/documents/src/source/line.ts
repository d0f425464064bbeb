import type { Block } from './source.ts'

/** A line with its number, from 1. `page`: it is preceded by a form feed. */
export interface Line {
  readonly number: number
  readonly text: string
  readonly page: boolean
}

/** The result of reading some lines, and the index of the next line. */
export interface Reads {
  readonly blocks: Block[]
  readonly next: number
}

export const blank = (line: Line | undefined): boolean => line === undefined || !/\S/.test(line.text)
export const fold = (text: string): string => text.replace(/\s+/g, ' ').trim()
/** A list's marker at the beginning of a line. */
export const bullet = /^\s*(?:[-–—*•▪◦●○‣·■□➢✓o]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]|\(\d{1,3}\))(?=\s)/
