import { isCommand, runCommand } from './record/commands.ts'
import { failureWords } from './record/words.ts'
import { readSettings } from './setting/settings.ts'

// Whatever this process makes is its owner's alone.
process.umask(0o077)

const given = process.argv.slice(2)
if (isCommand(given)) {
  // A package manager changes to the repository's root; a file is named from where its command was given.
  const { out, error, code } = await runCommand(given, process.env, process.env.INIT_CWD ?? process.cwd())
  process.stdout.write(out)
  process.stderr.write(error)
  process.exitCode = code
} else {
  const settings = readSettings(process.env)
  if (!settings.ok) {
    process.stderr.write(`${settings.error}\n`)
    process.exit(2)
  }
  const { start } = await import('./start.ts')
  const server = await start(settings.value).catch((error: unknown) => {
    process.stderr.write(`Beatbook could not start: ${failureWords(error)}\n`)
    process.exit(1)
  })
  process.stdout.write(`Beatbook is at ${server.url}\n`)
  if (server.setUpLink) process.stdout.write(`Nobody can sign in yet. Set it up at ${server.setUpLink}\n`)

  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.stop().then(() => process.exit(0)))
}
