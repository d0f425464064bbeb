import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

// One run for the whole house. Days are London's and instants UTC, so the machine's own zone must not matter.
process.env.TZ = 'UTC'
// Servers, commands and workers that tests start compile the same modules again and again.
process.env.NODE_COMPILE_CACHE = fileURLToPath(new URL('./node_modules/.cache/compiled', import.meta.url))

/** `--mode full` (the script `test:full`) also runs the files named `*.full.test.ts`, and what asks for `BEATBOOK_FULL`: what takes too long for every change. */
export default defineConfig(({ mode }) => ({
  test: {
    include: ['{apps,packages,tooling}/*/{src,test}/**/*.test.{ts,tsx}'],
    exclude: mode === 'full' ? [] : ['**/*.full.test.{ts,tsx}'],
    env: mode === 'full' ? { BEATBOOK_FULL: '1' } : {},
    // Much of a run waits for servers, browsers and terminals of its own.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
}))
