/**
 * The words in a canonical form, for comparing names and texts: NFKC, Greek and Cyrillic capitals that look
 * Latin as Latin, lower case, white space collapsed to single spaces and trimmed. Folding twice changes
 * nothing.
 *
 * @example
 * ```ts
 * import { foldWords } from '@beatbook/domain'
 *
 * console.log(foldWords('  Head of\u00a0ESTATES ') === foldWords('head of estates')) // true
 * ```
 */
export const foldWords = (text: string): string =>
  replaceLookalikes(text.normalize('NFKC'))
    .text.toLowerCase()
    .normalize('NFKC')
    .replace(invisible, '')
    .replace(/\s+/gu, ' ')
    .trim()

/**
 * The text with Greek and Cyrillic capitals that look Latin as Latin, and the replaced letters, in order,
 * each once.
 */
export const replaceLookalikes = (text: string): { text: string; replaced: string[] } => {
  const replaced = new Set<string>()
  const latin = text.replace(lookalike, (letter) => {
    replaced.add(letter)
    return latinOf.get(letter) ?? letter
  })
  return { text: latin, replaced: [...replaced] }
}

/**
 * The text with every character replaced by its plain form if that is one character: dashes as `-`, curly
 * quotes as straight ones, spaces as a space (line ends are unchanged), full-width digits and look-alike
 * capitals as Latin. The length is the same, so positions in it are positions in the original.
 */
export const plainWords = (text: string): string =>
  replaceLookalikes(text).text.replace(/[^\n\x20-\x7e]/g, plainLetter)

const plainLetter = (letter: string): string => {
  if (/[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/.test(letter)) return '-'
  if (/[\u2018\u2019\u201a\u201b\u02bc\u0060\u00b4\u2032]/.test(letter)) return "'"
  if (/[\u201c-\u201f\u2033]/.test(letter)) return '"'
  if (/[\s\u200b\u2060\u00ad]/.test(letter)) return letter === '\r' ? '\n' : ' '
  const plain = letter.normalize('NFKC')
  return plain.length === 1 ? plain : letter
}

const invisible = /[\u200b\u2060\u00ad\ufeff]/g

const latinOf = new Map(
  [
    ['ΑА', 'A'],
    ['ΒВ', 'B'],
    ['СϹ', 'C'],
    ['ΕЕ', 'E'],
    ['Ԍ', 'G'],
    ['ΗН', 'H'],
    ['ΙІӀ', 'I'],
    ['ЈͿ', 'J'],
    ['ΚК', 'K'],
    ['ΜМ', 'M'],
    ['Ν', 'N'],
    ['ΟО', 'O'],
    ['ΡР', 'P'],
    ['Ѕ', 'S'],
    ['ΤТ', 'T'],
    ['Ԝ', 'W'],
    ['ΧХ', 'X'],
    ['ΥҮ', 'Y'],
    ['Ζ', 'Z'],
  ].flatMap(([letters = '', latin = '']) => [...letters].map((letter) => [letter, latin] as const)),
)

const lookalike = new RegExp(`[${[...latinOf.keys()].join('')}]`, 'g')
