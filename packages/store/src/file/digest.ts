import { webcrypto } from 'node:crypto'

/** The name of the file that holds `bytes`; worked out beside the thread that asks. */
export const digestOf = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> =>
  Buffer.from(await webcrypto.subtle.digest('SHA-256', bytes)).toString('hex')
