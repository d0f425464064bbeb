import { refuse } from '@beatbook/domain'
import type { MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import type { HttpEnv } from './caller.ts'
import { refuseWith } from './errors.ts'
import type { SecurityLog } from './security-log.ts'

const self = ["'self'"]

/**
 * The headers that tell a browser what these pages may do: nothing from elsewhere, no framing, no inline
 * script.
 */
export const pageHeaders = (publicUrl: string): MiddlewareHandler =>
  secureHeaders({
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

/**
 * Refuses a change that a page of another site sends with a person's cookies. A browser says where a request
 * comes from, in `Sec-Fetch-Site` or else in `Origin`; programs that say neither carry no cookies of
 * anybody's.
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
