import solid from 'vite-plugin-solid'
import { defineConfig } from 'vitest/config'
import { guide } from './guide.ts'

/**
 * Tests of components need a document (`@vitest-environment happy-dom`); what only a browser shows is tested
 * by `tooling/e2e`.
 */
export default defineConfig({
  plugins: [
    solid({ hot: false }),
    guide(),
    // Solid's plugin uses the browser build only in the mode `test`; `test:full` runs in another.
    {
      name: 'browser-build',
      configEnvironment: (_, { resolve }) => ({
        resolve: { conditions: ['browser', ...(resolve?.conditions ?? [])] },
      }),
    },
  ],
  test: {
    name: 'web',
    include: ['src/**/*.test.{ts,tsx}'],
    environment: 'node',
    server: { deps: { external: [/solid-js/] } },
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
