import * as z from 'zod'

/**
 * A document that is being brought, and how far it is: its bytes arrive, it waits behind others, it is read.
 */
export const documentJob = z.object({
  id: z.string(),
  name: z.string(),
  state: z.enum(['arriving', 'waiting', 'reading']),
  /** How many documents are read before it. */
  ahead: z.int(),
  /** For how many seconds it has been read, and may be. */
  seconds: z.int(),
  limit: z.number(),
})
export type DocumentJob = z.infer<typeof documentJob>

/** What `GET /api/jobs` answers: one's own. */
export const documentJobs = z.object({ jobs: z.array(documentJob) })
