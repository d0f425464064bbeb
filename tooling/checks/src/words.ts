import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isTest, root } from './packages.ts'

/** A word that screens do not say, and the one they say instead. */
interface Replaced {
  /** As the table has it, for messages. */
  readonly word: string
  readonly now: string
  readonly found: RegExp
}

/** The folders whose sentences screens show. */
const places: readonly string[] = [
  'apps/tui/src',
  'apps/web/src',
  'docs/guide',
  'packages/domain/src/english',
  'packages/presentation/src',
]

/** Places that keep a replaced word, each with a reason. */
const allowed: readonly { readonly file: RegExp; readonly words: RegExp }[] = [
  // A selector of CSS.
  { file: /^apps\/web\/src\/ui\/Modal\.tsx$/, words: /\[type=submit\]/ },
  // The method of a request, and the key.
  { file: /^apps\//, words: /^(?:DELETE|Delete)$/ },
  { file: /^docs\/guide\/keys\.md$/, words: /^\| `Delete` \|/ },
  // What somebody deleted in a document while Word tracked changes.
  {
    file: /^packages\/presentation\/src\/(?:draft|finding)\//,
    words: /^deleted in the document$|^Deleted text$|still carries deleted text/,
  },
]

/** A sentence for each replaced word in what screens say, by the table of `docs/words.md`. */
export const replacedWords = (): string[] => {
  const replaced = replacedIn(readFileSync(join(root, 'docs/words.md'), 'utf8'))
  return places
    .flatMap(filesUnder)
    .filter((file) => /\.(?:tsx?|md)$/.test(file) && !isTest(file))
    .flatMap((file) => replacedWordsIn(file, readFileSync(join(root, file), 'utf8'), replaced))
}

/** The replaced words of the table: the third column, with the first of its line. */
export const replacedIn = (table: string): Replaced[] =>
  table
    .split('\n')
    .map((line) => /^\| *([^|]+?) *\|[^|]*\| *([^|]+?) *\|$/.exec(line))
    .flatMap((cells) =>
      cells === null || cells[2] === 'instead of' || /^-+$/.test(cells[1] ?? '') ? [] : [cells],
    )
    .flatMap(([, now = '', words = '']) =>
      words.split(/, (?=\S)/).map((word) => ({ word, now, found: patternOf(word) })),
    )

/** A word anywhere in a sentence; in quotation marks the whole text; a star is any ending. */
const patternOf = (word: string): RegExp => {
  const whole = /^"(.*)"$/.exec(word)
  const plain = (whole?.[1] ?? word)
    .replace(/[.()]/g, '\\$&')
    .replaceAll('*', '[\\p{L}]*')
    .replaceAll(' ', '\\s+')
  return whole === null
    ? new RegExp(`(?<![\\p{L}\\d_-])${plain}(?![\\p{L}\\d_-])`, 'iu')
    : new RegExp(`^\\s*${plain}\\s*$`, 'u')
}

/** The replaced words in the sentences of a file. */
export const replacedWordsIn = (file: string, source: string, replaced: readonly Replaced[]): string[] =>
  sentencesIn(file, source).flatMap(({ text, line }) =>
    replaced.flatMap(({ word, now, found }) => {
      const said = found.exec(text)?.[0]
      return said === undefined || isWithoutNow(text, now, said) || isAllowed(file, text)
        ? []
        : [`${file}:${line} says “${said.trim()}”: screens say “${now}” (docs/words.md has ${word})`]
    }),
  )

/** Whether a replaced word is only the beginning of the word that stands for it: “Not started” in “Not started yet”. */
const isWithoutNow = (text: string, now: string, said: string): boolean =>
  now.toLowerCase().startsWith(said.toLowerCase()) &&
  !text.toLowerCase().replaceAll(now.toLowerCase(), '').includes(said.toLowerCase())

const isAllowed = (file: string, text: string): boolean =>
  allowed.some((each) => each.file.test(file) && each.words.test(text))

/** A text that a screen may show, with its line, from 1. */
interface Said {
  readonly text: string
  readonly line: number
}

/**
 * The sentences of a file: the paragraphs of Markdown; of a source its strings, templates and texts between tags that
 * are words for people, which have a space or begin with a capital letter.
 */
export const sentencesIn = (file: string, source: string): Said[] => {
  if (file.endsWith('.md')) return source.split('\n').map((text, at) => ({ text, line: at + 1 }))
  const code = withoutComments(source)
  const found: Said[] = []
  const lineAt = (at: number): number => code.slice(0, at).split('\n').length
  const add = (text: string, at: number): void => {
    if (/^\s*\p{Lu}|\S\s+\S/u.test(text)) found.push({ text, line: lineAt(at) })
  }
  for (const match of code.matchAll(STRINGS)) {
    const before = code.slice(0, match.index).trimEnd()
    if (/\b(?:from|import)$|\bimport\($|class(?:List)?=$/.test(before)) continue
    add((match[1] ?? match[2] ?? match[3] ?? '').replace(/\$\{[^}]*\}/g, '…'), match.index)
  }
  if (file.endsWith('.tsx'))
    for (const match of code.matchAll(/[>}]([^<>{}='"`;]*\p{L}[^<>{}='"`;]*)(?=[<{])/gu))
      if (!CODE.test(match[1] ?? '')) add((match[1] ?? '').trim(), match.index)
  return found
}

/** What stands between brackets of code, and not between tags. */
const CODE = /\w\(|\bconst\b|^\s*[).,:]|[([{:,]\s*$|\w\.\w/

const STRINGS = /'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`/g

/** The code with comments blanked out; its lines do not change. Strings with two slashes stay. */
const withoutComments = (source: string): string =>
  source.replace(
    /('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`)|\/\*[\s\S]*?\*\/|(?<!:)\/\/[^\n]*/g,
    (all, string: string | undefined) => string ?? all.replace(/[^\n]/g, ' '),
  )

const filesUnder = (folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesUnder(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`],
  )
