import { randomUUIDv7 } from 'node:crypto'
import { openStore } from '../open.ts'
import { anUpdateOf, at, by } from '../testing.ts'

// A separate process for kill.test.ts: eight writers record updates in a loop. Each acknowledged update is
// printed on a line.
const [url = '', files = '', actionId = ''] = process.argv.slice(2)
const store = await openStore({ url, files, now: () => at(0) })

const write = async (): Promise<never> => {
  for (;;) {
    const update = anUpdateOf(actionId, { commandId: randomUUIDv7(), updateId: randomUUIDv7() })
    const outcome = await store.commands.run('record-update', update, by('ada'))
    if (outcome.ok) process.stdout.write(`${update.updateId}\n`)
  }
}
await Promise.all(Array.from({ length: 8 }, write))
