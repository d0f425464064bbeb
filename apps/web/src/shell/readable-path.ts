/**
 * The path of an address as the router can read it: one that is not valid UTF-8 once decoded is taken by its
 * letters.
 */
export const readablePath = (path: string): string => (decoded(path) === null ? encodeURI(path) : path)

// What it gives is used: a call for its throw alone is dropped when the pages are built.
const decoded = (path: string): string | null => {
  try {
    return decodeURI(path)
  } catch {
    return null
  }
}
