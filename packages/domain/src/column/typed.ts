import { readTimescale } from '../timescale/read.ts'
import { foldWords } from '../words/fold.ts'
import type { Column, GivenCell } from './column.ts'

/** The input that clears a value. */
const NONE = 'none'

/**
 * Converts what a person typed for a column to the input of a command: an amount with its commas, `£` or a
 * trailing `k` or `m`; a day in any form that names one; a choice in any case; yes or no. Empty text and
 * `none` clear the value. Text that cannot be read is unchanged, so that the command is refused with the
 * reason.
 *
 * @example
 * ```ts
 * import { typedCell } from '@beatbook/domain'
 *
 * const column = (kind: 'money' | 'date' | 'yes-no') => ({ kind, choices: [] })
 * console.log(typedCell(column('money'), '£12,500')) // 12500
 * console.log(typedCell(column('date'), '3 March 2027')) // 2027-03-03
 * console.log(typedCell(column('yes-no'), 'Yes')) // true
 * console.log(typedCell(column('money'), 'none')) // null
 * ```
 */
export const typedCell = ({ kind, choices }: Pick<Column, 'kind' | 'choices'>, typed: string): GivenCell => {
  const said = typed.trim()
  if (said === '' || (said.toLowerCase() === NONE && !offers(choices, NONE))) return null
  switch (kind) {
    case 'text':
      return said
    case 'number':
    case 'money':
      return amountOf(said, kind === 'money') ?? said
    case 'date':
      return dayOf(said) ?? said
    case 'choice':
      return choices.find((each) => foldWords(each) === foldWords(said)) ?? said
    case 'yes-no':
      return /^(?:yes|y|true)$/i.test(said) ? true : /^(?:no|n|false)$/i.test(said) ? false : said
  }
}

const offers = (choices: readonly string[], word: string) => choices.some((each) => foldWords(each) === word)

const thousands: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, bn: 1e9 }

const amountOf = (said: string, money: boolean): number | null => {
  const plain = said.replace(/[−–]/g, '-').replace(/[\s,]/g, '')
  const read = /^(-?)(£?)(-?)(\d+(?:\.\d+)?|\.\d+)(k|m|bn)?$/i.exec(plain)
  if (read === null) return null
  const [, before, pound, after, digits = '', unit] = read
  if (pound !== '' && !money) return null
  const size = Number(digits) * (thousands[unit?.toLowerCase() ?? ''] ?? 1)
  // Multiplication leaves errors far below a penny.
  const exact = Math.round(size * 1e6) / 1e6
  return (before === '-') !== (after === '-') ? -exact : exact
}

const dayOf = (said: string): string | null => {
  const { precision, latest } = readTimescale(said).timescale
  return precision === 'day' ? latest : null
}
