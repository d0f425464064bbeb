import { promisify } from 'node:util'
import { constants, gzip, gzipSync } from 'node:zlib'

/** Up to this size, in bytes, nothing is compressed: it fits into one packet. */
const SMALLEST = 1_024

// The lowest level makes JSON a tenth of its size; higher ones take several times the processor time for less
// than a third of that.
const options = { level: constants.Z_BEST_SPEED }
const gzipAsync = promisify(gzip)

/** Compresses bytes on a thread of Node's pool; `null` where they are too few. */
export const compressInPool = async (bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer> | null> =>
  bytes.byteLength <= SMALLEST ? null : new Uint8Array(await gzipAsync(bytes, options))

/** Compresses bytes on this thread; `null` where they are too few. */
export const compressHere = (bytes: Uint8Array): Uint8Array<ArrayBuffer> | null =>
  bytes.byteLength <= SMALLEST ? null : new Uint8Array(gzipSync(bytes, options))
