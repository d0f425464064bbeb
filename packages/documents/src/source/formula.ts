/** What a spreadsheet takes for the beginning of a formula, or for the sign that hides one. */
const formulaLike = /^['\s]*[=+\-@\t\r]/

/**
 * Text for a cell of a spreadsheet, with an apostrophe before it where it would be taken for a formula (OWASP, CSV
 * injection).
 */
export const escapeFormula = (text: string): string => (formulaLike.test(text) ? `'${text}` : text)

/** The text that was escaped. */
export const unescapeFormula = (text: string): string =>
  text.startsWith("'") && formulaLike.test(text.slice(1)) ? text.slice(1) : text
