import { refuse } from '@beatbook/domain'
import type { MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import type { HttpEnv } from './caller.ts'
import { refuseWith } from './errors.ts'
import type { SecurityLog } from './security-log.ts'

const self = ["'self'"]

/** The security headers of pages: nothing from other origins, no framing, no inline scripts. */
export const pageHeaders = (publicUrl: string): MiddlewareHandler<HttpEnv> => {
  const headers = secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: self,
      styleSrc: self,
      imgSrc: [...self, 'data:'],
      fontSrc: self,
      connectSrc: self,
      manifestSrc: self,
      workerSrc: self,
      formAction: self,
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
    },
    strictTransportSecurity: publicUrl.startsWith('https:') ? 'max-age=31536000' : false,
    xFrameOptions: 'DENY',
    referrerPolicy: 'same-origin',
    permissionsPolicy: { camera: [], microphone: [], geolocation: [] },
  })
  return async (c, next) => {
    await headers(c, next)
    // Not even this server is told a secret address in which a link was followed.
    if (c.get('isSecret') === true) c.res.headers.set('referrer-policy', 'no-referrer')
  }
}

/**
 * Refuses a request from a page of another site that would change something with a person's cookies (CSRF). A
 * browser sends the origin of a request in `Sec-Fetch-Site` or `Origin`; programs that send neither have no
 * cookies.
 */
export const sameSiteOnly =
  (publicUrl: string, log: SecurityLog): MiddlewareHandler<HttpEnv> =>
  async (c, next) => {
    const site = c.req.header('sec-fetch-site')
    const origin = c.req.header('origin')
    const own = site
      ? site === 'same-origin' || site === 'none'
      : !origin || [c.req.header('host'), new URL(publicUrl).host].includes(hostOf(origin))
    if (['GET', 'HEAD', 'OPTIONS'].includes(c.req.method) || own) return next()
    log.writeSeldom(c, 'refused-forbidden', { at: 'cross-site' })
    return refuseWith(c, refuse('cross-site'))
  }

const hostOf = (origin: string) => URL.parse(origin)?.host
