import { badInput } from '@beatbook/api'
import { refuse } from '@beatbook/domain'
import { Hono } from 'hono'
import { type HttpContext, type HttpEnv, networkOf } from '../http/caller.ts'
import { failBody, refuseWith } from '../http/errors.ts'
import { readJson } from '../http/json.ts'
import type { SecurityLog } from '../http/security-log.ts'
import type { Tries } from '../http/tries.ts'
import { setUpTokens } from '../person/limits.ts'
import { type SetUp, setUpInput } from './set-up.ts'

const MOST_BYTES = 16 * 1024

/**
 * `GET /api/setup` answers whether set-up is open; `POST /api/setup` runs it and answers 201 with the
 * administrator, who can then sign in.
 */
export const setUpRoutes = (setUp: SetUp, { tries, log }: { tries: Tries; log: SecurityLog }) =>
  new Hono<HttpEnv>()
    .get('/', (c) => c.json({ open: setUp.isOpen() }))
    .post('/', async (c: HttpContext) => {
      const body = await readJson(c.req.raw, MOST_BYTES)
      if (!body.ok) return failBody(c, body.error)
      const read = setUpInput.safeParse(body.value)
      if (!read.success) return refuseWith(c, badInput(read.error))
      const tried = await tries.run(
        [{ rule: setUpTokens, by: networkOf(c.get('address')) }],
        () => setUp.run(read.data),
        (done) => !done.ok && done.error.code === 'set-up-token-wrong',
      )
      if ('seconds' in tried) {
        log.writeSeldom(c, 'limit-reached', { limit: tried.rule.name })
        return refuseWith(c, refuse('too-many-tries', { seconds: tried.seconds }))
      }
      const done = tried.value
      if (done.ok) log.write(c, 'set-up', { person: done.value.id })
      else log.writeSeldom(c, 'set-up-failed', { at: done.error.code })
      return done.ok ? c.json({ person: done.value }, 201) : refuseWith(c, done.error)
    })
