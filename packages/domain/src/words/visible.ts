/**
 * Control characters, which are interpreted instead of displayed: C0 controls other than tab and line feed,
 * DEL, C1 controls, bidirectional controls, line and paragraph separators, the byte order mark, lone
 * surrogates. Joiners of emoji and of Indic scripts are not among them. Source: Unicode UAX #9 (explicit
 * formatting characters) and ECMA-48.
 */
const acting = /(?![\t\n])[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\ufeff]/gu

/** Whether a text has a control character. */
export const hasActing = (text: string): boolean => text.search(acting) >= 0

/**
 * A text as saved in the record: line ends as `\n` (vertical tab, form feed, U+2028 and U+2029 too), every
 * other control character removed. Repeating it changes nothing.
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
 * The number of characters of a text that `plainText` removes. Line ends in another form are converted, so
 * they do not count.
 */
export const removedCount = (text: string): number => withLineEnds(text).match(acting)?.length ?? 0

const withLineEnds = (text: string): string => text.replace(/\r\n?|[\v\f\x85\p{Zl}\p{Zp}]/gu, '\n')

/**
 * A text for display where it may contain anything (a document's source, an old record): control characters
 * as visible signs, `␛` for ESC, `⟨202E⟩` for those without a sign. Tab and line feed are unchanged.
 */
export const visibleText = (text: string): string => text.replace(acting, signOf)

/**
 * JSON with the control characters in its strings escaped as `\uXXXX`, which is parsed to the same value. The
 * input is output of `JSON.stringify`, which escapes only some of them.
 */
export const escapedJson = (json: string): string =>
  json.replace(acting, (character) => `\\u${hexOf(character)}`)

const signOf = (character: string): string => {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x20) return String.fromCodePoint(0x2400 + code)
  return code === 0x7f ? '\u2421' : `⟨${hexOf(character).toUpperCase()}⟩`
}

/** Four digits: every control character is within the first 65,536. */
const hexOf = (character: string): string => (character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')
