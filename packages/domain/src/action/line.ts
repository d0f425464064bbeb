import { findDates } from '../calendar/find-dates.ts'
import type { GivenOwner } from '../party/given.ts'
import { duties } from '../party/party.ts'
import { readTimescale } from '../timescale/read.ts'
import { plainWords } from '../words/fold.ts'

/** A line that promises an action, with what its words state about owners and timescale. */
export interface ActionLine {
  /** The words without what was read from them. */
  readonly text: string
  readonly owners: GivenOwner[]
  /** The words of the timescale ("by Oct 27"); `null` where there is none. */
  readonly timescale: string | null
}

/**
 * Reads an action typed in one line. `@Estates` and `@"Head of Estates"` at the beginning of a word are
 * owners, with a duty after a colon (`@Fleet:consulted`); "by" and a date at the end are the timescale.
 * Quoted text and `\@` stay text, without the backslash. A timescale is not read from the words where it is
 * given otherwise (`isDated`). Never fails: what is not understood stays text.
 *
 * @example
 * ```ts
 * import { readActionLine } from '@beatbook/domain'
 *
 * const { text, owners, timescale } = readActionLine('Fit ten doorbells @Estates by Oct 27')
 * console.log(text, JSON.stringify(owners), timescale) // Fit ten doorbells [{"name":"Estates"}] by Oct 27
 * ```
 */
export const readActionLine = (words: string, { isDated = false } = {}): ActionLine => {
  const owners: GivenOwner[] = []
  const left = words.replace(token, (whole, quoted, escaped, before = '', straight, curly, bare, duty) => {
    if (quoted !== undefined) return whole
    if (escaped !== undefined) return '@'
    const name = String(straight ?? curly ?? bare).trim()
    if (!/[\p{L}\p{N}]/u.test(name)) return whole
    owners.push({ name, ...(duty === undefined ? {} : { duty: String(duty).toLowerCase() as Duty }) })
    return before
  })
  const text = tidied(left)
  const timescale = isDated ? null : endingDate(text)
  return timescale === null
    ? { text, owners, timescale }
    : { text: tidied(text.slice(0, timescale.start)), owners, timescale: timescale.said }
}

type Duty = (typeof duties)[number]

/**
 * Quoted text, an escaped sign, or an owner: in quotation marks or up to the next space, without punctuation
 * at its end.
 */
const token = new RegExp(
  [
    String.raw`(?<![\p{L}\p{N}@])("[^"\n]*"|“[^”\n]*”)`,
    String.raw`(\\@)`,
    String.raw`(^|\s)@(?:"([^"\n]+)"|“([^”\n]+)”|([^\s"“”@:]+?(?=[,.;:!?)]*(?:\s|$)|:)))(?::(${duties.join('|')})(?![\p{L}\p{N}]))?(?:[,;](?=\s|$))?`,
  ].join('|'),
  'giu',
)

const tidied = (text: string): string =>
  text
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ([,.;:!?)])/g, '$1')
    .replace(/^[\s,;:]+|[\s,;:–—-]+$/gu, '')

/** "by" and a date at the end of a text: where it begins, and its words. */
const endingDate = (text: string): { start: number; said: string } | null => {
  for (const { index } of [...text.matchAll(/(?<=^|\s)by\s/giu)].toReversed()) {
    const said = text.slice(index).replace(/[.!]+$/, '')
    const [date, ...others] = findDates(plainWords(said))
    if (date === undefined || others.length > 0 || date.period === null) continue
    const isAlone = /^by(?: the)?(?: end of)?(?: the)?$/i.test(said.slice(0, date.start).trim())
    const reading = readTimescale(said)
    if (isAlone && said.slice(date.end).trim() === '' && isSure(reading)) return { start: index, said }
  }
  return null
}

const isSure = ({ timescale, notes }: ReturnType<typeof readTimescale>): boolean =>
  timescale.kind === 'by' && timescale.latest !== null && notes.length === 0
