/** The path of an address as the router can read it: one that is not valid UTF-8 once decoded is taken by its letters. */
export const readablePath = (path: string): string => {
  try {
    decodeURI(path)
    return path
  } catch {
    return encodeURI(path)
  }
}
