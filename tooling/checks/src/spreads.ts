import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isTest, root, sourcesOf, workspacePackages } from './packages.ts'

/** The packages that process documents or records, of any length. */
const watched: readonly string[] = ['@beatbook/documents', '@beatbook/domain']

/**
 * A sentence for each call with a spread argument (`push(...rows)`, `Math.max(...widths)`); empty if there is
 * none. The spread elements become arguments on the stack: from some 120,000 on the call throws a RangeError.
 */
export const spreadsIntoCalls = (): string[] =>
  workspacePackages()
    .filter(({ name }) => watched.includes(name))
    .flatMap((pkg) => sourcesOf(pkg).filter((file) => file.includes('/src/') && !isTest(file)))
    .flatMap((file) =>
      spreadsIn(readFileSync(join(root, file), 'utf8')).map(
        (line) => `${file}:${line} spreads a list into a call: a long one throws; use a loop`,
      ),
    )

/**
 * The lines, from 1, on which a source spreads a list into a call. A function's rest parameter does not
 * count.
 */
export const spreadsIn = (source: string): number[] => {
  const code = withoutWords(source)
  const open: number[] = []
  const found: { bracket: number; line: number }[] = []
  const closed = new Map<number, number>()
  let line = 1
  for (let at = 0; at < code.length; at++) {
    const sign = code[at] ?? ''
    if (sign === '\n') line++
    else if ('([{'.includes(sign)) open.push(at)
    else if (')]}'.includes(sign)) closed.set(open.pop() ?? -1, at)
    else if (code.startsWith('...', at) && /[(,]\s*$/.test(code.slice(Math.max(0, at - 200), at)))
      found.push({ bracket: open.at(-1) ?? -1, line })
  }
  return found
    .filter(
      ({ bracket }) =>
        code[bracket] === '(' &&
        /[\w$)\]>]\s*(?:\?\.)?$/.test(code.slice(Math.max(0, bracket - 40), bracket)),
    )
    .filter(({ bracket }) => !isDeclaration(code, bracket, closed.get(bracket) ?? code.length))
    .map(({ line: at }) => at)
}

/** Parameters, not arguments: the bracket is followed by an arrow, a body or a type. */
const isDeclaration = (code: string, from: number, to: number): boolean =>
  /^\s*(?:=>|\{|:\s*[^:?]*(?:=>|\{))/.test(code.slice(to + 1, to + 200)) ||
  /\bfunction\s*[\w$]*\s*$/.test(code.slice(Math.max(0, from - 60), from))

/**
 * The code with comments, strings and regular expressions blanked out; its length and lines do not change.
 */
const withoutWords = (source: string): string =>
  source.replace(
    /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|(?<=[=(,:[!&|?;{}]\s*|return\s+)\/(?![*/])(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/g,
    (words) => words.replace(/[^\n]/g, ' '),
  )
