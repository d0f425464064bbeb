/** The address of a crest, which is another one for another picture. */
export const crestAddress = (sha256: string): string => `/crest?${sha256.slice(0, 12)}`
