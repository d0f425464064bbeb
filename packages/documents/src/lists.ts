/** Appends all of `more` to a list. A call with spread arguments (`push(...more)`) throws for very many. */
export function addAll<T>(list: T[], more: Iterable<T>): void {
  for (const each of more) list.push(each)
}

/** The largest number taken from the entries of a list, at least `least`. */
export const largest = <T>(list: readonly T[], of: (each: T) => number, least = 0): number =>
  list.reduce((most, each) => Math.max(most, of(each)), least)

/** The smallest number taken from the entries of a list; infinity for an empty list. */
export const smallest = <T>(list: readonly T[], of: (each: T) => number): number =>
  list.reduce((least, each) => Math.min(least, of(each)), Number.POSITIVE_INFINITY)
