import { randomUUIDv7 } from 'node:crypto'
import { openStore } from '../../open.ts'
import { at, by, harbour } from '../../testing.ts'

// A separate process for record.test.ts: four people upload and accept documents in a loop. Each accepted
// document is printed on a line with its id and its file's SHA-256.
const [url = ''] = process.argv.slice(2)
const store = await openStore({ url, now: () => at(0) })

const upload = async (actor: string): Promise<never> => {
  for (;;) {
    const text = randomUUIDv7()
    const draft = harbour({ ref: '1', text }, { ref: '2' })
    const file = await store.files.put(new TextEncoder().encode(text))
    if (!file.ok) throw new Error(file.error.code)
    const draftId = randomUUIDv7()
    await store.drafts.put({ id: draftId, author: actor, now: at(0), draft, file: file.value })
    const accepted = await store.commands.run(
      'accept-draft',
      { commandId: randomUUIDv7(), draftId, as: [] },
      by(actor),
    )
    if (accepted.ok) process.stdout.write(`${accepted.value.documentId} ${file.value.sha256}\n`)
  }
}
await Promise.all(['ada', 'ben', 'cat', 'dee'].map(upload))
