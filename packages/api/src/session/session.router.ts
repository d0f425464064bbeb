import { isoDate, person } from '@beatbook/domain'
import * as z from 'zod'
import { answers, open, router } from '../procedures.ts'

const session = z.object({
  person: person.nullable(),
  force: z.string(),
  /** The SHA-256 of the crest, which `/crest` answers with; `null` where there is none. */
  crest: z.string().nullable(),
  /** What stands at the head and foot of every printed page; `null` for nothing, and for whoever is not signed in. */
  marking: z.string().nullable(),
  today: isoDate,
  version: z.string(),
  /** Whether every uploaded file is checked (by a virus scanner). */
  filesChecked: z.boolean(),
})

export const sessionRouter = router({
  me: open
    .meta({ summary: 'Who is signed in, and where.' })
    .meta(answers(session))
    .query(({ ctx: { person, force, crest, marking, today, version, filesChecked } }) => ({
      person,
      force,
      crest,
      marking: person === null ? null : marking,
      today,
      version,
      filesChecked,
    })),
})
