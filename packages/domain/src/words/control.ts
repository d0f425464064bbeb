import * as z from 'zod'
import { plainText } from './visible.ts'

export * from './visible.ts'

/** The longest words a person may give: an update, a reason. In characters. */
export const MOST_WORDS = 20_000

/**
 * Text a person gives, of at most `most` characters, trimmed and without characters that act (`plainText`).
 * May be empty; add `.min(1)` where it may not.
 */
export const givenText = (most: number) => z.string().overwrite(plainText).trim().max(most)

/** One line of text a person gives: as `givenText`, line ends and tabs as single spaces. */
export const givenLine = (most: number) =>
  z
    .string()
    .overwrite((text) => plainText(text).replace(/\s+/gu, ' '))
    .trim()
    .max(most)
