/** A code that no definition of this release has, as words: "signed-off" is "Signed off". */
export const codeAsWords = (code: string): string =>
  `${code.charAt(0).toUpperCase()}${code.slice(1).replaceAll('-', ' ')}`
