import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { nothingHere } from './errors.ts'

/** Serves the built web app of the folder `dist`. Addresses that are no file are the app's own pages. Files under `assets/` carry their content's hash in their name. */
export const webApp = (dist: string) => {
  const page = join(dist, 'index.html')
  return new Hono()
    .use(compress())
    .use(
      '/assets/*',
      serveStatic({ root: dist, onFound: (_, c) => c.header('cache-control', 'public, max-age=31536000, immutable') }),
      // A file of an older build is gone: the page must not take the app's first page for it.
      async (c) => nothingHere(c),
    )
    .use(serveStatic({ root: dist, onFound: (_, c) => c.header('cache-control', 'no-cache') }))
    .get('*', async (c) => (existsSync(page) ? c.html(await readFile(page, 'utf8'), 200, { 'cache-control': 'no-cache' }) : nothingHere(c)))
}
