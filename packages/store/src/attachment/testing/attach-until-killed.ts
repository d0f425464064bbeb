import { randomUUIDv7 } from 'node:crypto'
import { openStore } from '../../open.ts'
import { actionAt, at, by } from '../../testing.ts'

// A separate process for attachment.test.ts: files are uploaded and attached to an action in a loop. Each
// attached file is printed on a line with the id of the attachment and its SHA-256.
const [url = ''] = process.argv.slice(2)
const store = await openStore({ url, now: () => at(0) })
const { id: actionId } = await actionAt(store, 'harbour/1')

for (;;) {
  const text = randomUUIDv7()
  const [id, attachmentId] = [randomUUIDv7(), randomUUIDv7()]
  const put = await store.files.put(new TextEncoder().encode(text))
  if (!put.ok) throw new Error(put.error.code)
  const file = { ...put.value, name: 'picture.jpg' }
  await store.attachments.keep({ id, person: 'ada', file, now: at(0) })
  const attached = await store.commands.run(
    'add-attachment',
    { commandId: randomUUIDv7(), actionId, attachmentId, uploadId: id },
    by('ada'),
  )
  if (attached.ok) process.stdout.write(`${attachmentId} ${put.value.sha256}\n`)
}
