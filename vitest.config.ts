import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

// One run for the whole house. Days are London's and instants UTC, so the machine's own zone must not matter.
process.env.TZ = 'UTC'
// Servers, commands and workers that tests start compile the same modules again and again.
process.env.NODE_COMPILE_CACHE = fileURLToPath(new URL('./node_modules/.cache/compiled', import.meta.url))

/**
 * Tests that leave nothing behind in their process share workers, which saves loading the domain and what
 * stands on it anew for each file.
 */
const shared = '{packages/*/{src,test},apps/{server,tui}/src}'

/** What tests start of PostgreSQL is shared by them all, and removed at the end. */
const cluster = fileURLToPath(new URL('./packages/store/src/testing/cluster-setup.ts', import.meta.url))

/**
 * Tests of questions, which open a record in its first form alone: they run again with that in PostgreSQL.
 */
const ofOneForm =
  '{action/{links,list,reader},database/valid,plan/reader,projection/search,rating/{due,rating,reader}}'

/**
 * `--mode full` (the script `test:full`) also runs the files named `*.full.test.ts`, and what asks for
 * `BEATBOOK_FULL`: what takes too long for every change. Its property tests draw from `BEATBOOK_SEED`.
 */
export default defineConfig(({ mode }) => {
  const left = mode === 'full' ? [] : ['**/*.full.test.{ts,tsx}']
  return {
    test: {
      env: mode === 'full' ? { BEATBOOK_FULL: '1' } : {},
      setupFiles:
        mode === 'full' ? [fileURLToPath(new URL('./tooling/full/src/seed.ts', import.meta.url))] : [],
      // Much of a run waits for servers, browsers and terminals of its own.
      maxWorkers: Math.max(2, availableParallelism() - 1),
      testTimeout: 60_000,
      hookTimeout: 60_000,
      projects: [
        {
          extends: true,
          test: {
            name: 'shared',
            globalSetup: cluster,
            include: [`${shared}/**/*.test.{ts,tsx}`],
            exclude: left,
            isolate: false,
          },
        },
        {
          extends: true,
          test: {
            name: 'whole',
            globalSetup: cluster,
            include: [`{apps/tui/test,tooling/*/{src,test}}/**/*.test.{ts,tsx}`],
            exclude: left,
          },
        },
        {
          extends: true,
          test: {
            name: 'postgres',
            env: { BEATBOOK_FORM: 'in PostgreSQL' },
            globalSetup: cluster,
            isolate: false,
            include: [`packages/store/src/${ofOneForm}.test.ts`],
          },
        },
        'apps/web/vitest.config.ts',
      ],
    },
  }
})
