/** The largest picture that can be a crest, in bytes. */
export const MOST_CREST_BYTES = 200 * 1024

/** The kinds of pictures that can be a crest: what a browser shows everywhere and that can hold no script. */
export type PictureType = 'image/png' | 'image/jpeg' | 'image/webp'

/** Whether the name of a file is that of a picture that can be a crest. */
export const isCrestName = (name: string): boolean => /\.(png|jpe?g|webp)$/i.test(name.trim())

/**
 * The kind of a picture by its first bytes, of which 12 are enough; `null` where it is none that can be a crest.
 * PNG: RFC 2083, 3.1; JPEG: ITU-T T.81, B.1; WebP: RFC 9649, 2.4.
 */
export const pictureType = (bytes: Uint8Array): PictureType | null => {
  const begins = (first: readonly number[], at = 0) =>
    first.every((byte, index) => bytes[at + index] === byte)
  if (begins([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png'
  if (begins([0xff, 0xd8, 0xff])) return 'image/jpeg'
  return begins([...'RIFF'].map(codeOf)) && begins([...'WEBP'].map(codeOf), 8) ? 'image/webp' : null
}

const codeOf = (letter: string): number => letter.charCodeAt(0)
