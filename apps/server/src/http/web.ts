import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono, type MiddlewareHandler } from 'hono'
import { compress } from 'hono/compress'
import { nothingHere } from './errors.ts'

/**
 * Serves the built web app in the folder `dist`. Paths that are not files are pages of the app; without a
 * build there are none. Files under `assets/` have a content hash in their name and are compressed by the build.
 */
export const webApp = (dist: string) => {
  const page = join(dist, 'index.html')
  if (!existsSync(page)) return new Hono()
  return new Hono()
    .use(compress())
    .use(
      '/assets/*',
      cacheControl('public, max-age=31536000, immutable'),
      serveStatic({ root: dist, precompressed: true }),
      // A file of an older build is not found; the browser must not get the app's page instead.
      async (c) => nothingHere(c),
    )
    .use(cacheControl('no-cache'), serveStatic({ root: dist }))
    .get('*', async (c) => c.html(await readFile(page, 'utf8')))
}

/** Sets the `cache-control` of a file that was found. */
const cacheControl =
  (rule: string): MiddlewareHandler =>
  async (c, next) => {
    await next()
    if (c.res.ok && !c.res.headers.has('cache-control')) c.res.headers.set('cache-control', rule)
  }
