import { isoDate, person } from '@beatbook/domain'
import * as z from 'zod'
import { answers, open, router } from '../procedures.ts'

const session = z.object({
  person: person.nullable(),
  force: z.string(),
  today: isoDate,
  version: z.string(),
})

export const sessionRouter = router({
  me: open
    .meta({ says: 'Who is signed in, and where.' })
    .meta(answers(session))
    .query(({ ctx: { person, force, today, version } }) => ({ person, force, today, version })),
})
