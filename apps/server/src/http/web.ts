import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono, type MiddlewareHandler } from 'hono'
import { compress } from 'hono/compress'
import { nothingHere } from './errors.ts'

/**
 * Serves the built web app of the folder `dist`. Addresses that are no file are the app's own pages; without
 * a build there are none. Files under `assets/` carry their content's hash in their name.
 */
export const webApp = (dist: string) => {
  const page = join(dist, 'index.html')
  if (!existsSync(page)) return new Hono()
  return new Hono()
    .use(compress())
    .use(
      '/assets/*',
      keeping('public, max-age=31536000, immutable'),
      serveStatic({ root: dist }),
      // A file of an older build is gone: the page must not take the app's first page for it.
      async (c) => nothingHere(c),
    )
    .use(keeping('no-cache'), serveStatic({ root: dist }))
    .get('*', async (c) => c.html(await readFile(page, 'utf8')))
}

/** Says how long a file that was found may be kept. */
const keeping =
  (rule: string): MiddlewareHandler =>
  async (c, next) => {
    await next()
    if (c.res.ok && !c.res.headers.has('cache-control')) c.res.headers.set('cache-control', rule)
  }
