import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

/** Files of fewer bytes gain nothing. */
const SMALLEST = 1_024

/**
 * Writes each text file of the build compressed beside it, as `.br` and `.gz`, which the server sends to browsers
 * that take them. At the build there is time to compress them well, and a request costs the server nothing.
 */
export const precompress = (): Plugin => ({
  name: 'precompress',
  apply: 'build',
  writeBundle({ dir }) {
    if (dir === undefined) return
    for (const file of readdirSync(dir, { recursive: true, encoding: 'utf8' })) {
      if (!/\.(js|css|svg|html)$/.test(file)) continue
      const content = readFileSync(join(dir, file))
      if (content.length < SMALLEST) continue
      writeFileSync(join(dir, `${file}.br`), brotliCompressSync(content))
      writeFileSync(join(dir, `${file}.gz`), gzipSync(content, { level: 9 }))
    }
  },
})
