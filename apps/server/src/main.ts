import { isCommand, runCommand } from './record/commands.ts'

// Files that this process creates are accessible to their owner only.
process.umask(0o077)

// Used only by the start command in the README: a server started in another way (a service, a container,
// nohup) watches no launcher.
const LAUNCHED = '--end-with-launcher'

const given = process.argv.slice(2).filter((argument) => argument !== LAUNCHED)
if (isCommand(given)) {
  // A package manager changes to the repository's root; file names are relative to where its command was
  // started.
  const { out, error, code } = await runCommand(given, process.env, process.env.INIT_CWD ?? process.cwd())
  process.stdout.write(out)
  process.stderr.write(error)
  process.exitCode = code
} else {
  const { serve } = await import('./serve.ts')
  await serve({ endsWithLauncher: process.argv.includes(LAUNCHED) })
}
