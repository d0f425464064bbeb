/** A code as words, for one without a title of its own: "signed-off" is "Signed off". */
export const codeAsWords = (code: string): string =>
  `${code.charAt(0).toUpperCase()}${code.slice(1).replaceAll('-', ' ')}`
