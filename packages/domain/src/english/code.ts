/** A code as words, for one without a title of its own: "signed-off" is "Signed off". */
export const codeAsWords = (code: string): string =>
  `${code.charAt(0).toUpperCase()}${codeInside(code.slice(1))}`

/** A code as words within a sentence: "notice-board" is "notice board". */
export const codeInside = (code: string): string => code.replaceAll('-', ' ')
