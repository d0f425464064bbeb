/** The words of a line; quoted text is one word, together with what is directly before it. */
export const wordsOf = (line: string): string[] =>
  [...line.matchAll(/([^\s"“]*)(?:"([^"]*)"|“([^”]*)”)|(\S+)/g)].map(
    ([, before = '', plain, curly, bare]) => bare ?? `${before}${plain ?? curly ?? ''}`,
  )
