import { isNameOfObjects } from './column.ts'

/** The longest code that is made from a title, in characters. */
const MOST = 36

/**
 * A code for a column of this title that is not in `taken`: the title's letters and digits in lower case with
 * hyphens between its words, and a number at the end where another column has or had that code.
 *
 * @example
 * ```ts
 * import { codeOfColumn } from '@beatbook/domain'
 *
 * console.log(codeOfColumn('Unit cost (£)', new Set())) // unit-cost
 * console.log(codeOfColumn('Unit cost', new Set(['unit-cost']))) // unit-cost-2
 * console.log(codeOfColumn('2027 budget', new Set())) // column-2027-budget
 * ```
 */
export const codeOfColumn = (title: string, taken: ReadonlySet<string>): string => {
  const words = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[a-z0-9]+/g)
  const plain = (words ?? []).join('-')
  const named = /^[a-z]/.test(plain) ? plain : ['column', ...(plain === '' ? [] : [plain])].join('-')
  const code = named.slice(0, MOST).replace(/-+$/, '')
  if (!taken.has(code) && !isNameOfObjects(code)) return code
  for (let number = 2; ; number++) if (!taken.has(`${code}-${number}`)) return `${code}-${number}`
}
