import { type Refusal, refuse } from '@beatbook/domain'
import { commonPasswords, commonWords } from './common-passwords.ts'

/** A password with fewer different characters than this is repetitive, whatever its length. */
const FEWEST_DIFFERENT = 5
/**
 * A password of at most this many common words is common: with 6,700 words that is 45 million pairs, minutes
 * of guessing.
 */
const MOST_WORDS = 2
/** This many digits without a pattern do not make a common password less common: a date has eight. */
const MOST_DIGITS = 8

/**
 * Why a password is too easily guessed (`password-weak`), or `null`: `repeated` where it has too few
 * different characters, repeats a short piece, or is blank; `common` where it is on the list of common
 * passwords or consists only of one or two common words, keyboard walks, runs of letters or digits, dates and
 * punctuation, including letters written as digits and signs; `own` where it consists of those and the name
 * or e-mail address of its owner. As required by NIST SP 800-63B 5.1.1.2 and ASVS 4.0.3 2.1.7.
 */
export const passwordWeakness = (
  password: string,
  { name, email }: { readonly name: string; readonly email: string },
): Refusal<'password-weak'> | null => {
  const lower = password.normalize('NFKC').toLowerCase()
  if (new Set(lower.replace(/\s/gu, '')).size < FEWEST_DIFFERENT || isPieceRepeated(lower))
    return refuse('password-weak', { because: 'repeated' })
  if (commonPasswords.has(lower) || isMadeOf(lower, common, MOST_WORDS))
    return refuse('password-weak', { because: 'common' })
  const own = new Set([...wordsOf(name), ...wordsOf(email)])
  return isMadeOf(lower, common, MOST_WORDS, own) ? refuse('password-weak', { because: 'own' }) : null
}

const isPieceRepeated = (text: string): boolean => /^(.{1,6}?)\1+$/u.test(text.replace(/\s/gu, ''))

const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length >= 3)

// Words of the product and the police service, which strangers guess first, and words in dates.
const services =
  'beatbook police officer constable sergeant inspector spring summer autumn winter monday tuesday wednesday thursday friday saturday sunday'
const months = 'january february march april june july august september october november december'
const common: ReadonlySet<string> = new Set([...commonWords, ...`${services} ${months}`.split(' ')])

const rows = [
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1234567890',
  'abcdefghijklmnopqrstuvwxyz',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
  'q1w2e3r4t5y6u7i8o9p0',
  'qazwsxedcrfvtgbyhnujm',
]
const walks = rows.flatMap((row) => [row, [...row].toReversed().join('')])
const SHORTEST_WALK = 3

const leet: Readonly<Record<string, string>> = {
  '@': 'a',
  '4': 'a',
  '8': 'b',
  '3': 'e',
  '6': 'g',
  '9': 'g',
  '0': 'o',
  $: 's',
  '5': 's',
  '7': 't',
  '2': 'z',
}
const foldings = ['i', 'l'].map(
  (one) => (text: string) => text.replace(/[@$!0-9|]/g, (sign) => leet[sign] ?? one),
)

/**
 * Whether `text` consists only of at most `most` of `words`, any of `own`, walks and runs, dates, some
 * digits, and punctuation.
 */
const isMadeOf = (
  text: string,
  words: ReadonlySet<string>,
  most: number,
  own: ReadonlySet<string> = new Set(),
): boolean => {
  const folded = foldings.map((fold) => fold(text))
  const seen = new Set<string>()
  const rest = (at: number, left: number, digits: number): boolean => {
    if (at === text.length) return true
    const state = `${at} ${left} ${digits}`
    if (seen.has(state)) return false
    seen.add(state)
    const character = text.charAt(at)
    if (/[^\p{L}\p{N}]/u.test(character) && rest(at + 1, left, digits)) return true
    if (/\d/.test(character) && digits > 0 && rest(at + 1, left, digits - 1)) return true
    for (const end of [...endsOfDates(text, at), ...endsOfRuns(text, at)])
      if (rest(end, left, digits)) return true
    if (
      own.size > 0 &&
      folded.some((spelt) => endsOfWords(spelt, at, own).some((end) => rest(end, left, digits)))
    )
      return true
    if (left === 0) return false
    return folded.some((spelt) => endsOfWords(spelt, at, words).some((end) => rest(end, left - 1, digits)))
  }
  return rest(0, most, MOST_DIGITS)
}

const LONGEST_WORD = 24

const endsOfWords = (text: string, at: number, words: ReadonlySet<string>): number[] => {
  const ends: number[] = []
  for (let end = at + 3; end <= Math.min(text.length, at + LONGEST_WORD); end++) {
    const piece = text.slice(at, end)
    if (words.has(piece)) ends.push(end)
  }
  return ends
}

const dates = [
  /(?:19|20)\d\d/y,
  /(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])/y,
  /(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d\d/y,
  /\d{1,4}[-./ ]\d{1,2}[-./ ]\d{1,4}/y,
]

/** The ends of the years and numeric dates that begin at `at`. */
const endsOfDates = (text: string, at: number): number[] =>
  dates.flatMap((date) => {
    date.lastIndex = at
    return date.test(text) ? [date.lastIndex] : []
  })

/**
 * The ends of the keyboard walks, alphabetic or numeric runs, and repetitions of one character that begin at
 * `at`.
 */
const endsOfRuns = (text: string, at: number): number[] => {
  const ends: number[] = []
  for (let end = at + SHORTEST_WALK; end <= text.length; end++) {
    const piece = text.slice(at, end)
    if (!walks.some((walk) => walk.includes(piece)) && !/^(.)\1*$/u.test(piece)) break
    ends.push(end)
  }
  return ends
}
