import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { getCookie, setCookie } from 'hono/cookie'
import type { HttpContext } from '../http/caller.ts'

const COOKIE = 'beatbook.known'
const DAYS = 180
/** The most people remembered in one browser: a shared computer at a station. */
const MOST_PEOPLE = 20

/**
 * Remembers in the browser, not on the server, which accounts have signed in there: a cookie with a random
 * name for the browser and one seal for each account. It does not authenticate; attempts from such a browser
 * are counted separately, so that somebody guessing a person's password elsewhere cannot lock that person
 * out. Source: OWASP, "Slow Down Online Guessing Attacks with Device Cookies".
 */
export const createKnownBrowsers = (secret: string, secure: boolean) => {
  const seal = (name: string, account: string) =>
    createHmac('sha256', secret).update(`known ${name} ${account}`).digest('base64url').slice(0, 22)
  const read = (c: HttpContext) => {
    const [name = '', ...seals] = getCookie(c, COOKIE)?.split('.') ?? []
    return { name: /^[\w-]{22}$/.test(name) ? name : null, seals: seals.slice(0, MOST_PEOPLE) }
  }

  return {
    /** The browser's random name if the account has signed in there before, otherwise `null`. */
    nameFor(c: HttpContext, account: string): string | null {
      const { name, seals } = read(c)
      return name !== null && seals.some((given) => equal(given, seal(name, account))) ? name : null
    },
    /** Remembers that the account has signed in. */
    remember(c: HttpContext, account: string): void {
      const known = read(c)
      const name = known.name ?? randomBytes(16).toString('base64url')
      const own = seal(name, account)
      const seals = [own, ...known.seals.filter((given) => given !== own)].slice(0, MOST_PEOPLE)
      setCookie(c, COOKIE, [name, ...seals].join('.'), {
        path: '/api/auth/sign-in',
        maxAge: DAYS * 86_400,
        httpOnly: true,
        sameSite: 'Strict',
        secure,
      })
    },
  }
}

const equal = (a: string, b: string) =>
  Buffer.byteLength(a) === Buffer.byteLength(b) && timingSafeEqual(Buffer.from(a), Buffer.from(b))
