import * as z from 'zod'

/** The formats of documents, detected from their bytes. */
export const formats = ['text', 'markdown', 'html', 'csv', 'docx', 'xlsx'] as const

/**
 * Bytes that are stored as a file, identified by their SHA-256 as 64 hexadecimal digits in lower case.
 * `bytes` is their number.
 */
export const storedFile = z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/), bytes: z.int().min(0) })
export type StoredFile = z.infer<typeof storedFile>

/** The original file of a document. */
export const original = storedFile.extend({ format: z.enum(formats) })
export type Original = z.infer<typeof original>
