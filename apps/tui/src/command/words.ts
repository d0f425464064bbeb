/**
 * The words of a line, as a shell has them: what is in double quotes is one word with what is around it, and in it
 * `\"` is a quote and `\\` a backslash; curly quotes are quotes; what is in single quotes is one word where they stand
 * around a whole one, so that an apostrophe is one. A quote that is not closed is a letter.
 *
 * @example
 * ```ts
 * wordsOf(`action add quays "Walk @\\"Dock Team\\"" --where 'level:red "door"'`)
 * // ['action', 'add', 'quays', 'Walk @"Dock Team"', '--where', 'level:red "door"']
 * ```
 */
export const wordsOf = (line: string): string[] =>
  [...line.matchAll(word)].map(
    ([whole, single]) =>
      single ??
      whole.replace(quoted, (_, plain: string | undefined, curly: string | undefined) =>
        plain === undefined ? (curly ?? '') : plain.replace(/\\(["\\])/g, '$1'),
      ),
  )

const quoted = /"((?:\\.|[^"\\])*)"|“([^”]*)”/g
const word = /(?<!\S)'([^']*)'(?!\S)|(?:"(?:\\.|[^"\\])*"|“[^”]*”|\S)+/g
