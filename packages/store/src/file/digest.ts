import { webcrypto } from 'node:crypto'

/** The name of the file that contains `bytes`. Computed off the calling thread. */
export const digestOf = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> =>
  Buffer.from(await webcrypto.subtle.digest('SHA-256', bytes)).toString('hex')
