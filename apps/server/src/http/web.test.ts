import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { webApp } from './web.ts'

const dist = mkdtempSync(join(tmpdir(), 'beatbook-'))
mkdirSync(join(dist, 'assets'))
writeFileSync(join(dist, 'index.html'), '<!doctype html><title>Beatbook</title>')
writeFileSync(join(dist, 'assets/index-abc123.js'), 'export const plans = []\n'.repeat(200))
writeFileSync(join(dist, '../outside.txt'), 'not ours')
afterAll(() => rmSync(dist, { recursive: true }))

const ask = (path: string, headers: Record<string, string> = {}) => webApp(dist).request(path, { headers })

test.each(['/', '/plans', '/plans/charter/32', '/import'])(
  '%s is a page of the app, revalidated each time',
  async (path) => {
    const answer = await ask(path)
    expect(await answer.text()).toContain('<title>Beatbook</title>')
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-cache'])
  },
)

test('a file named by its content hash is cached for a year, and sent compressed', async () => {
  const answer = await ask('/assets/index-abc123.js', { 'accept-encoding': 'gzip' })
  expect(answer.headers.get('cache-control')).toContain('immutable')
  expect(answer.headers.get('content-encoding')).toBe('gzip')
})

test('a file that the build compressed is sent as it is to a browser that takes it', async () => {
  const sent = brotliCompressSync('export const plans = []')
  writeFileSync(join(dist, 'assets/page-abc123.js'), 'export const plans = []')
  writeFileSync(join(dist, 'assets/page-abc123.js.br'), sent)
  const answer = await ask('/assets/page-abc123.js', { 'accept-encoding': 'gzip, deflate, br' })
  expect(answer.headers.get('content-encoding')).toBe('br')
  expect(answer.headers.get('content-type')).toMatch(/^text\/javascript/)
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(sent)
  const plain = await ask('/assets/page-abc123.js', { 'accept-encoding': 'identity' })
  expect([plain.headers.get('content-encoding'), await plain.text()]).toEqual([
    null,
    'export const plans = []',
  ])
})

test.each(['/assets/index-old.js', '/assets/../../outside.txt', '/assets/%2e%2e/%2e%2e/outside.txt'])(
  '%s is not served',
  async (path) => {
    const text = await (await ask(path)).text()
    expect(text).not.toContain('not ours')
    expect(text).not.toContain('immutable')
  },
)

test('a file of an older build is not found, instead of the app’s page', async () => {
  expect((await ask('/assets/index-old.js')).status).toBe(404)
})

test('without a build nothing is found', async () => {
  expect((await webApp(join(dist, 'none')).request('/')).status).toBe(404)
})
