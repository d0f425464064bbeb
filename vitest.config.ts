import { defineConfig } from 'vitest/config'

// One run for the whole house. Days are London's and instants UTC, so the machine's own zone must not matter.
process.env.TZ = 'UTC'

export default defineConfig({
  test: {
    include: ['{apps,packages,tooling}/*/{src,test}/**/*.test.{ts,tsx}'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
