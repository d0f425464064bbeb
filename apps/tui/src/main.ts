import { run } from './program.ts'

// No top-level await: chunks loaded later import this one and would wait for it for ever.
run(process.argv.slice(2)).then((code) => {
  process.exitCode = code
})
