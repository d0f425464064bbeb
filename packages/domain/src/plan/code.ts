import { foldWords } from '../words/fold.ts'

/** Words that are no codes: in an address or on a command line they are commands. */
export const reservedCodes: ReadonlySet<string> = new Set(['add', 'edit', 'new'])

/** The name of the rule that a reserved code breaks. */
export const RESERVED_CODE = 'reserved-code'

/**
 * Proposes a short code for a plan of this title that is not in `taken`: its most distinctive words, where
 * they are adjacent near the end ("Harbour Policing Community Charter Delivery Plan" is `charter`); `-2` and
 * so on where it is taken. Matches `planCode`.
 *
 * @example
 * ```ts
 * import { proposePlanCode } from '@beatbook/domain'
 *
 * console.log(proposePlanCode('Harbour Policing Community Charter Delivery Plan', new Set(['charter']))) // charter-2
 * ```
 */
export const proposePlanCode = (title: string, taken: ReadonlySet<string>): string => {
  const code = distinctive(wordsOf(title)) || 'plan'
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? code : `${code}-${n}`
    if (!taken.has(candidate) && !reservedCodes.has(candidate)) return candidate
  }
}

const MOST = 24

const distinctive = (words: readonly string[]): string => {
  const content = words.filter((word) => !documentWords.has(word) && !/^\d+$/.test(word))
  if (content.length === 0) return fitting(words)
  if (content.length <= 2) return fitting(content)
  const end = content.findLastIndex((word) => !commonWords.has(word))
  if (end === -1) return fitting(content)
  const start = content.findLastIndex((word, at) => at < end && commonWords.has(word))
  return fitting(content.slice(Math.max(start + 1, end - 2), end + 1))
}

/** The last words that fit; a single word that is too long is cut. */
const fitting = (words: readonly string[]): string => {
  const start = words.findIndex((_, at) => words.slice(at).join('-').length <= MOST)
  return start === -1 ? (words.at(-1) ?? '').slice(0, MOST) : words.slice(start).join('-')
}

const wordsOf = (title: string): string[] =>
  foldWords(title)
    .normalize('NFKD')
    .replace(/[\u0300-\u036f'’]/g, '')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')

const wordSet = (words: string) => new Set(words.split(' '))

/** Words for kinds of documents: they do not distinguish plans. */
const documentWords = wordSet(
  'a an and the of for to in on at by with from our your its delivery plan plans action actions strategy strategic recommendation recommendations report reports update updates ' +
    'tracker register log list draft final version v progress appendix annex programme road map roadmap january february march april may june july august september october november december ' +
    'jan feb mar apr jun jul aug sep sept oct nov dec fy q1 q2 q3 q4',
)
/** Words in the titles of most plans of a force. */
const commonWords = wordSet(
  'police policing local community communities force constabulary office crime commissioner',
)
