import type { DocumentSummary } from '@beatbook/contract'

/** The size of a document's original file ("24 kB"), or that it is not stored. */
export const originalWords = (original: DocumentSummary['original']): string =>
  original === null ? 'not kept' : sizeWords(original.bytes)

/** A number of bytes as people write it: "812 bytes", "24 kB", "3.1 MB". */
export const sizeWords = (bytes: number): string => {
  if (bytes < 1_000) return bytes === 1 ? '1 byte' : `${bytes} bytes`
  return bytes < 999_500 ? `${Math.round(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}
