/**
 * The path of a URL in a form that the router can decode: one that is not valid UTF-8 after decoding is used
 * literally.
 */
export const readablePath = (path: string): string => (decoded(path) === null ? encodeURI(path) : path)

// The result is used: a call only for its exception is removed when the pages are built.
const decoded = (path: string): string | null => {
  try {
    return decodeURI(path)
  } catch {
    return null
  }
}
