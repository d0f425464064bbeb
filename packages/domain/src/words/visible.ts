/**
 * Characters that act on whoever displays them instead of being displayed: C0 controls other than tab and
 * line feed, DEL, C1 controls, bidirectional controls, line and paragraph separators, the byte order mark,
 * lone surrogates. Joiners of emoji and of Indic scripts stay. Source: Unicode UAX #9 (explicit formatting
 * characters) and ECMA-48.
 */
const acting = /(?![\t\n])[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\ufeff]/gu

/** Whether a text holds a character that would act instead of being displayed. */
export const hasActing = (text: string): boolean => text.search(acting) >= 0

/**
 * A text as it is saved in the record: line ends as `\n` (vertical tab, form feed, U+2028 and U+2029 too),
 * every other character that would act on a terminal or a page removed. Doing it twice changes nothing.
 *
 * @example
 * ```ts
 * import { plainText } from '@beatbook/domain'
 *
 * console.log(plainText('Two walks\r\na week\u001b[2J') === 'Two walks\na week[2J') // true
 * ```
 */
export const plainText = (text: string): string => withLineEnds(text).replace(acting, '')

/**
 * How many characters of a text `plainText` leaves out. Line ends that are written otherwise are kept, so
 * they do not count.
 */
export const removedCount = (text: string): number => withLineEnds(text).match(acting)?.length ?? 0

const withLineEnds = (text: string): string => text.replace(/\r\n?|[\v\f\x85\p{Zl}\p{Zp}]/gu, '\n')

/**
 * A text as it is displayed where it may hold anything (a document's source, an old record): characters that
 * would act as visible signs, `␛` for ESC, `⟨202E⟩` for those that have no sign. Tab and line feed stay.
 */
export const visibleText = (text: string): string => text.replace(acting, signOf)

/**
 * JSON whose strings hold no character that acts: each as `\uXXXX`, which reads as the same value. Given what
 * `JSON.stringify` wrote, which escapes some of them only.
 */
export const escapedJson = (json: string): string =>
  json.replace(acting, (character) => `\\u${hexOf(character)}`)

const signOf = (character: string): string => {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x20) return String.fromCodePoint(0x2400 + code)
  return code === 0x7f ? '\u2421' : `⟨${hexOf(character).toUpperCase()}⟩`
}

/** Four digits: every character that acts is within the first 65,536. */
const hexOf = (character: string): string => (character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')
