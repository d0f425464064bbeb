import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createVitest } from 'vitest/node'
import type { Answer, Ask } from './messages.ts'

// The process that runs tests against one mutant after another, for the copy of a workspace that is its first
// argument. It is separate so that it can be killed if a mutant never ends.
const [copy = '', folder = ''] = process.argv.slice(2)
process.env['TZ'] = 'UTC'

const vitest = await createVitest({
  root: copy,
  config: false,
  watch: false,
  include: [`${folder}/{src,test}/**/*.test.{ts,tsx}`],
  setupFiles: [join(import.meta.dirname, 'fixed-seed.ts')],
  reporters: [{}],
  pool: 'threads',
  maxWorkers: 1,
  isolate: false,
  fsModuleCache: false,
  bail: 1,
  testTimeout: 60_000,
  hookTimeout: 60_000,
})
const specifications = await vitest.globTestSpecifications()

const answer = async ({ file, text, tests }: Ask): Promise<Answer> => {
  const path = join(copy, file)
  const original = readFileSync(path, 'utf8')
  writeFileSync(path, text)
  vitest.invalidateFile(path)
  try {
    const wanted = new Set(tests.map((test) => join(copy, test)))
    const run = await vitest.runTestSpecifications(
      specifications.filter(({ moduleId }) => wanted.has(moduleId)),
    )
    // The run also returns the results of earlier runs for other files.
    const modules = run.testModules.filter(({ moduleId }) => wanted.has(moduleId))
    for (const module of modules)
      for (const test of module.children.allTests('failed'))
        return { failed: `${module.relativeModuleId} > ${test.fullName}` }
    const broken = modules.find((module) => module.state() === 'failed')
    if (broken !== undefined) return { failed: broken.relativeModuleId }
    return { failed: run.unhandledErrors.length > 0 ? 'an error outside a test' : null }
  } finally {
    writeFileSync(path, original)
    vitest.invalidateFile(path)
  }
}

process.on('message', (ask: Ask) => void answer(ask).then((answered) => process.send?.(answered)))
process.on('disconnect', () => process.exit())
process.send?.('ready')
