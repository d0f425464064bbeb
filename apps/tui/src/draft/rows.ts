import type { RowDifference } from '@beatbook/domain'

/**
 * The name of each row of a difference, for a person and in `--row`: its ref. Where several rows have the
 * same ref, or a row has none, its kind is a prefix ("new@3", "gone@3"); where that is still not unique, a
 * number is a suffix ("gone@3#2").
 */
export const rowNames = (rows: readonly Pick<RowDifference, 'ref' | 'kind'>[]): string[] => {
  const sharing = counts(rows.map(({ ref }) => ref))
  const alike = counts(rows.map(qualified))
  const before = new Map<string, number>()
  return rows.map((row) => {
    if (row.ref !== '' && sharing.get(row.ref) === 1) return row.ref
    const name = qualified(row)
    const number = (before.get(name) ?? 0) + 1
    before.set(name, number)
    return alike.get(name) === 1 ? name : `${name}#${number}`
  })
}

const qualified = ({ kind, ref }: Pick<RowDifference, 'ref' | 'kind'>): string => `${kind}@${ref}`

const counts = (words: readonly string[]): Map<string, number> => {
  const found = new Map<string, number>()
  for (const word of words) found.set(word, (found.get(word) ?? 0) + 1)
  return found
}
