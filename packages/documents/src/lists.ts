/**
 * Adds all of `more` to the end of a list. A call with them as arguments (`push(...more)`) throws where there
 * are very many.
 */
export function addAll<T>(list: T[], more: Iterable<T>): void {
  for (const each of more) list.push(each)
}

/** The largest of some numbers that are read from a list, at least `least`. */
export const largest = <T>(list: readonly T[], of: (each: T) => number, least = 0): number =>
  list.reduce((most, each) => Math.max(most, of(each)), least)

/** The smallest of some numbers that are read from a list; infinity for none. */
export const smallest = <T>(list: readonly T[], of: (each: T) => number): number =>
  list.reduce((least, each) => Math.min(least, of(each)), Number.POSITIVE_INFINITY)
