import { readSettings } from './setting/settings.ts'
import { start } from './start.ts'

// Whatever this process makes is its owner's alone.
process.umask(0o077)
const settings = readSettings(process.env)
if (!settings.ok) {
  process.stderr.write(`${settings.error}\n`)
  process.exit(2)
}
const server = await start(settings.value).catch((error: Error) => {
  process.stderr.write(`Beatbook could not start: ${error.message}\n`)
  process.exit(1)
})
process.stdout.write(`Beatbook is at ${server.url}\n`)
if (server.setUpLink) process.stdout.write(`Nobody can sign in yet. Set it up at ${server.setUpLink}\n`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.stop().then(() => process.exit(0)))
