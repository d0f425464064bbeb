import { refuse } from '@beatbook/domain'
import { Hono } from 'hono'
import { readBody } from '../http/body.ts'
import { refuseWith } from '../http/errors.ts'
import { type SetUp, setUpInput } from './set-up.ts'

const MOST_BYTES = 16 * 1024

/** `GET /api/setup` says whether set-up is open; `POST /api/setup` carries it out and answers 201 with the administrator, who can now sign in. */
export const setUpRoutes = (setUp: SetUp) =>
  new Hono()
    .get('/', (c) => c.json({ open: setUp.isOpen() }))
    .post('/', async (c) => {
      const body = await readBody(c.req.raw, MOST_BYTES)
      const read = setUpInput.safeParse(body.ok ? json(body.value) : null)
      if (!read.success) return refuseWith(c, refuse('bad-input', { path: read.error.issues[0]?.path.join('.') ?? '', rule: read.error.issues[0]?.code ?? '' }))
      const done = await setUp.carryOut(read.data)
      return done.ok ? c.json({ person: done.value }, 201) : refuseWith(c, done.error)
    })

const json = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return null
  }
}
