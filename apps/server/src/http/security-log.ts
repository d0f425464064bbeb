import { createHmac } from 'node:crypto'
import type { Logger } from 'pino'
import type { HttpContext } from './caller.ts'

/** The events in the security log: sign-ins, failed ones, and refusals. */
export type SecurityEvent =
  | 'sign-in'
  | 'sign-in-failed'
  | 'sign-out'
  | 'device-code'
  | 'device-sign-in'
  | 'device-approved'
  | 'device-denied'
  | 'device-failed'
  | 'limit-reached'
  | 'set-up'
  | 'set-up-failed'
  | 'refused-forbidden'

/** The fields of a line: ids and names of rules, never text that a person typed. */
export interface SecurityFields {
  /** The person's id. */
  readonly person?: string | null
  /** A pseudonym for the e-mail address that was tried (`accountOf`). */
  readonly account?: string
  /** The limit that was reached. */
  readonly limit?: string
  /** The procedure, route or rule that refused. */
  readonly at?: string
}

export interface SecurityLog {
  write(c: HttpContext, event: SecurityEvent, fields?: SecurityFields): void
  /**
   * As `write`, but at most one line a minute for the same event, person, account, address, limit and place:
   * what anybody can repeat must not fill the disk.
   */
  writeSeldom(c: HttpContext, event: SecurityEvent, fields?: SecurityFields): void
  /**
   * A pseudonym for an e-mail address: equal for equal addresses, and not reversible without the server's
   * secret. Addresses are not logged as typed, since people type passwords into the wrong field.
   */
  accountOf(email: string): string
}

const SELDOM_INTERVAL = 60_000
const MOST_REMEMBERED = 10_000

/**
 * Writes one structured line (level `info`) for each event, with the caller's network address and the
 * request's id.
 */
export const createSecurityLog = (log: Logger, secret: string, clock: () => number): SecurityLog => {
  const written = new Map<string, number>()
  const write = (c: HttpContext, event: SecurityEvent, fields: SecurityFields = {}) =>
    log.info({ event, ...fields, address: c.get('address'), request: c.get('request') }, event)

  return {
    write,
    writeSeldom(c, event, fields = {}) {
      const key = JSON.stringify([
        event,
        fields.person,
        fields.account,
        fields.limit,
        fields.at,
        c.get('address'),
      ])
      const last = written.get(key)
      if (last !== undefined && clock() - last < SELDOM_INTERVAL) return
      written.delete(key)
      written.set(key, clock())
      if (written.size > MOST_REMEMBERED)
        for (const old of [...written.keys()].slice(0, MOST_REMEMBERED / 2)) written.delete(old)
      write(c, event, fields)
    },
    accountOf: (email) =>
      createHmac('sha256', secret)
        .update(`account ${email.trim().toLowerCase()}`)
        .digest('base64url')
        .slice(0, 22),
  }
}
