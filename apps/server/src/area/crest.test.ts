import { randomUUIDv7 as anId } from 'node:crypto'
import { refusalIn } from '@beatbook/api/client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aColleague, aServer, type SignedIn, setUp } from '../testing/server.ts'

let server: Awaited<ReturnType<typeof aServer>>
let administrator: SignedIn
let editor: SignedIn
beforeAll(async () => {
  server = await aServer()
  administrator = await setUp(server.url)
  editor = await aColleague(server.url, administrator, 'editor')
})
afterAll(() => server.stop())

/** The smallest PNG that browsers show: one transparent pixel. */
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)
const send = async (name: string, body: Buffer | string, as = administrator): Promise<string> => {
  const answer = await fetch(`${server.url}/api/files?name=${name}`, {
    method: 'POST',
    headers: as.headers,
    body: new Uint8Array(Buffer.from(body)),
  })
  return ((await answer.json()) as { id: string }).id
}
const set = (uploadId: string | null, as = administrator) =>
  as.client.commands.setCrest.mutate({ commandId: anId(), uploadId })
const crest = (headers: Record<string, string> = {}) => fetch(`${server.url}/crest`, { headers })

test('there is no crest until an administrator sets one, which everybody then sees', async () => {
  expect((await crest()).status).toBe(404)
  expect((await administrator.client.session.me.query()).crest).toBeNull()
  await set(await send('crest.png', pixel))
  const shown = await crest()
  expect(shown.status).toBe(200)
  expect(shown.headers.get('content-type')).toBe('image/png')
  expect(shown.headers.get('x-content-type-options')).toBe('nosniff')
  expect(shown.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(Buffer.from(await shown.arrayBuffer()).equals(pixel)).toBe(true)
  const { crest: sha256 } = await editor.client.session.me.query()
  expect(shown.headers.get('etag')).toBe(`"${sha256}"`)
  expect((await crest({ 'if-none-match': `"${sha256}"` })).status).toBe(304)

  await set(null)
  expect((await crest()).status).toBe(404)
  expect((await editor.client.session.me.query()).crest).toBeNull()
})

test('an editor sets none, and takes nobody else’s upload', async () => {
  const uploadId = await send('crest.png', pixel)
  const refused = await set(uploadId, editor).catch(refusalIn)
  expect(refused).toMatchObject({ code: 'not-allowed' })
  const own = await send('crest.png', pixel, editor)
  expect(await set(own).catch(refusalIn)).toMatchObject({ code: 'not-found', args: { what: 'upload' } })
})

test('what is called a picture and is none is never sent', async () => {
  await set(await send('crest.png', '<html><script>alert(1)</script></html>'))
  const answer = await crest()
  expect(answer.status).toBe(404)
  expect(await answer.text()).not.toContain('script')
  expect(await set(await send('crest.pdf', pixel)).catch(refusalIn)).toMatchObject({
    code: 'crest-refused',
    args: { because: 'kind' },
  })
})
