/** A code that this release has no definition of, as words: "signed-off" is "Signed off". */
export const codeAsWords = (code: string): string =>
  `${code.charAt(0).toUpperCase()}${code.slice(1).replaceAll('-', ' ')}`
