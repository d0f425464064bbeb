import { isCommand, runCommand } from './record/commands.ts'

// Whatever this process makes is its owner's alone.
process.umask(0o077)

// Given by the README's start command alone: a server started by itself (a service, a container, nohup)
// watches nobody.
const LAUNCHED = '--end-with-launcher'

const given = process.argv.slice(2).filter((argument) => argument !== LAUNCHED)
if (isCommand(given)) {
  // A package manager changes to the repository's root; a file is named from where its command was given.
  const { out, error, code } = await runCommand(given, process.env, process.env.INIT_CWD ?? process.cwd())
  process.stdout.write(out)
  process.stderr.write(error)
  process.exitCode = code
} else {
  const { serve } = await import('./serve.ts')
  await serve({ endsWithLauncher: process.argv.includes(LAUNCHED) })
}
