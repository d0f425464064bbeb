import { randomBytes, timingSafeEqual } from 'node:crypto'
import { newPerson, type PeopleKeeper } from '@beatbook/api'
import {
  err,
  givenLine,
  type Instant,
  type IsoDate,
  type Person,
  type Refusal,
  type Result,
  refuse,
} from '@beatbook/domain'
import * as z from 'zod'

/**
 * The input that sets up an empty server: its one-time token, the first administrator, and whether to load
 * the sample force.
 */
export const setUpInput = z.object({
  token: z.string().max(200),
  name: newPerson.shape.name.default('Administrator'),
  email: newPerson.shape.email,
  password: newPerson.shape.password,
  force: givenLine(200).min(1).optional(),
  sample: z.boolean().default(false),
})

export interface SetUpParts {
  readonly people: Pick<PeopleKeeper, 'list' | 'setUp'>
  readonly at: () => { readonly now: Instant; readonly today: IsoDate }
  /** Names the force. */
  readonly nameForce: (name: string, by: Person) => Promise<Result<unknown, Refusal>>
  readonly sampleForce: string
  readonly loadSample: (administrator: Person) => Promise<void>
}

/** The set-up of an empty server, which happens once: with `token`, or one generated here. */
export const createSetUp = async (
  { people, at, nameForce, sampleForce, loadSample }: SetUpParts,
  token = randomBytes(24).toString('base64url'),
) => {
  let open = (await people.list()).length === 0

  return {
    token,
    isOpen: () => open,
    /** Refused with `set-up-closed` once it has happened, or with `set-up-token-wrong`. */
    async run(input: z.output<typeof setUpInput>): Promise<Result<Person, Refusal>> {
      if (!open) return err(refuse('set-up-closed'))
      if (!equal(input.token, token)) return err(refuse('set-up-token-wrong'))
      open = false
      const added = await people.setUp(
        { name: input.name, email: input.email, password: input.password },
        at(),
      )
      if (!added.ok) {
        open = true
        return added
      }
      const name = input.force ?? (input.sample ? sampleForce : null)
      if (name !== null) {
        const named = await nameForce(name, added.value)
        if (!named.ok) return named
      }
      if (input.sample) await loadSample(added.value)
      return added
    },
  }
}

export type SetUp = Awaited<ReturnType<typeof createSetUp>>

const equal = (a: string, b: string) =>
  Buffer.byteLength(a) === Buffer.byteLength(b) && timingSafeEqual(Buffer.from(a), Buffer.from(b))
