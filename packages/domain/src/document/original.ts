import * as z from 'zod'

/** What a document is written in, as its bytes tell. */
export const formats = ['text', 'markdown', 'html', 'csv', 'docx', 'xlsx'] as const

/**
 * Bytes that are stored as a file, by what they are called: their SHA-256 as 64 hexadecimal digits in lower
 * case. `bytes` is how many there are.
 */
export const storedFile = z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/), bytes: z.int().min(0) })
export type StoredFile = z.infer<typeof storedFile>

/** The file that a document was brought as. */
export const original = storedFile.extend({ format: z.enum(formats) })
export type Original = z.infer<typeof original>
