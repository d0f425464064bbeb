import { launchEnded, whenLauncherEnds } from './launch/launchers.ts'
import { cannotStartWords } from './record/cannot-start.ts'
import { readSettings } from './setting/settings.ts'
import { start } from './start.ts'

/**
 * Starts the server of this process and stops it at SIGINT or SIGTERM, and if requested when the command that
 * launched it ends. Exits with 2 where a setting is invalid, with 1 where it cannot start or stop cleanly.
 */
export const serve = async ({ endsWithLauncher }: { endsWithLauncher: boolean }): Promise<void> => {
  if (endsWithLauncher && launchEnded()) process.exit(0)
  const settings = readSettings(process.env)
  if (!settings.ok) {
    process.stderr.write(`${settings.error}\n`)
    process.exit(2)
  }
  const starting = start(settings.value)
  let stopping = false
  const stop = () => {
    if (stopping) return
    stopping = true
    starting
      .then((server) => server.stop())
      .then(
        () => process.exit(0),
        () => process.exit(1),
      )
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop)
  // A terminal that closes ends what runs in it. Without a terminal (nohup, a service) SIGHUP is ignored,
  // since Node would exit by default.
  process.on(
    'SIGHUP',
    process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY ? stop : () => undefined,
  )
  if (endsWithLauncher) whenLauncherEnds(stop)

  const server = await starting.catch((error: unknown) => {
    process.stderr.write(`Beatbook could not start: ${cannotStartWords(error, settings.value)}\n`)
    process.exit(1)
  })
  process.stdout.write(`Beatbook is at ${server.url}\n`)
  if (server.setUpLink) process.stdout.write(`Nobody can sign in yet. Set it up at ${server.setUpLink}\n`)
}
