import * as z from 'zod'

/** A document that is being uploaded, and its progress: its bytes arrive, it waits for others, it is read. */
export const documentJob = z.object({
  id: z.string(),
  name: z.string(),
  state: z.enum(['arriving', 'waiting', 'reading']),
  /** How many documents are in the queue before it. */
  ahead: z.int(),
  /** How many seconds it has been read for, and the limit. */
  seconds: z.int(),
  limit: z.number(),
})
export type DocumentJob = z.infer<typeof documentJob>

/** The answer of `GET /api/jobs`: the caller's own jobs. */
export const documentJobs = z.object({ jobs: z.array(documentJob) })
