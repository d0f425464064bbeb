import * as z from 'zod'
import { plainText } from './visible.ts'

export * from './visible.ts'

/** The maximum length of text input, in characters: an update, a reason. */
export const MOST_WORDS = 20_000

/**
 * Text input of at most `most` characters, trimmed and without control characters (`plainText`). May be
 * empty; add `.min(1)` where it may not.
 */
export const givenText = (most: number) => z.string().overwrite(plainText).trim().max(most)

/** Text input of one line: as `givenText`, with line ends and tabs as single spaces. */
export const givenLine = (most: number) =>
  z
    .string()
    .overwrite((text) => plainText(text).replace(/\s+/gu, ' '))
    .trim()
    .max(most)
