import { smallest } from '../lists.ts'
import type { FiguresTable } from './figures-table.ts'

/**
 * A key for each column, from its heading: `current`, `target`, `required`, `total`, `percentSpent`,
 * otherwise its words in camel case without dates and without words common to all headings. A last column
 * that is the sum of the others in most rows is `total`. Keys are unique.
 */
export function columnKeys(table: FiguresTable): string[] {
  const common = sharedWords(table.columns.map((c) => wordsOf(c.heading)))
  const keys: string[] = []
  table.columns.forEach(({ heading, unit }, i) => {
    const words = wordsOf(heading)
    const own = words.filter((word) => !dateWord.test(word)).slice(common)
    const role = roles.find(([pattern]) => pattern.test(words.join(' ')))?.[1]
    const percent = unit === 'percent'
    const named = camel(
      own.filter(
        (w) =>
          !(percent && /^(?:%|per|percent|percentage|cent|of)$/i.test(w)) &&
          !(unit === 'gbp' && /^(?:k|m|bn|000s?)$/i.test(w)),
      ),
    )
    const key = percent
      ? `percent${named.charAt(0).toUpperCase()}${named.slice(1)}`
      : (role ?? (isSum(table, i) ? 'total' : named))
    const base = key.replace(/^\d+$/, '') || camel(words).replace(/^(?=\d)/, 'in') || `column${i + 1}`
    keys.push(keys.includes(base) ? `${base}${i + 1}` : base)
  })
  return keys
}

/**
 * What "Current number of street watch schemes" counts, as a key: `street-watch-schemes`. `null` where no
 * heading tells.
 */
export function measureOf(table: {
  readonly columns: readonly { readonly heading: string }[]
}): string | null {
  const counted = table.columns.flatMap(
    (c) =>
      /^(?:the )?(?:current|total)\s+(?:number|no\.?)\s+of\s+(?:active\s+)?(.+)$/i.exec(c.heading)?.[1] ?? [],
  )
  return counted.length === 1 && counted[0] ? wordsOf(counted[0]).join('-').toLowerCase() : null
}

const roles: [RegExp, string][] = [
  [/^current\b|\bcurrent (?:number|total|position|figure)\b/i, 'current'],
  [/\btarget\b/i, 'target'],
  [/\b(?:required|needed|to find)$/i, 'required'],
  [/^(?:grand |overall )?total$/i, 'total'],
]

const dateWord =
  /^(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|(?:19|20)\d\d(?:\/\d\d)?)$/i
const wordsOf = (heading: string): string[] => heading.match(/[\p{L}\p{N}/%]+/gu) ?? []

/**
 * The number of leading words common to all headings; at least two headings, and each has some words left.
 */
function sharedWords(headings: string[][]): number {
  if (headings.length < 2) return 0
  const shortest = smallest(headings, (heading) => heading.length)
  let n = 0
  while (n < shortest - 1 && headings.every((h) => h[n]?.toLowerCase() === headings[0]?.[n]?.toLowerCase()))
    n += 1
  return n
}

const camel = (words: string[]): string =>
  words
    .map((word) => word.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase())
    .filter(Boolean)
    .map((word, i) => (i === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join('')

/** True if a column is the sum of all previous ones with its unit, in most of at least three rows. */
function isSum(table: FiguresTable, column: number): boolean {
  const others = table.columns.flatMap((c, i) =>
    i !== column && c.unit === table.columns[column]?.unit ? [i] : [],
  )
  if (others.length < 2 || others.some((i) => i > column)) return false
  const full = table.rows.filter((row) => row.figures[column] && others.every((i) => row.figures[i]))
  const holds = full.filter(
    (row) => others.reduce((sum, i) => sum + (row.figures[i]?.value ?? 0), 0) === row.figures[column]?.value,
  )
  return full.length >= 3 && holds.length * 4 >= full.length * 3
}
