#!/usr/bin/env node
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const built = new URL('../dist/beatbook.js', import.meta.url)
if (!existsSync(built)) {
  // A fresh clone: build once, and keep standard output for data.
  process.stderr.write('Building the beatbook command, once…\n')
  const { spawnSync } = await import('node:child_process')
  const root = fileURLToPath(new URL('../../..', import.meta.url))
  const done = spawnSync(
    'npx',
    ['-y', 'pnpm@12', 'exec', 'turbo', 'run', 'build', '--filter=@beatbook/tui', '--output-logs=errors-only'],
    {
      cwd: root,
      stdio: ['ignore', 2, 2],
    },
  )
  if (done.status !== 0) process.exit(1)
}
// Where Node can, it keeps what it compiled for the next command.
process.getBuiltinModule('node:module').enableCompileCache?.()
await import(built.href)
