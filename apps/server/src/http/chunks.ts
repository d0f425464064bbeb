import { setImmediate } from 'node:timers/promises'

/** How many bytes of an answer are written to the network at once. */
export const CHUNK = 128 * 1024

/**
 * A stream of bytes in chunks, each in a later turn of the event loop: the system copies written data
 * synchronously, and several megabytes at once would delay everybody else.
 */
export const inChunks = (bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> => {
  let at = 0
  return new ReadableStream({
    pull: async (stream) => {
      await setImmediate()
      stream.enqueue(bytes.subarray(at, at + CHUNK))
      at += CHUNK
      if (at >= bytes.byteLength) stream.close()
    },
  })
}
