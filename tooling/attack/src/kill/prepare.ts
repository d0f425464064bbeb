import { join } from 'node:path'
import { setUp } from '../client.ts'
import { bringPlan, type Plan, planText, upload } from '../plan.ts'
import { aFolder, startServer } from '../server.ts'

/** A record that was stopped cleanly, from which each special round takes a copy. */
export interface Prepared {
  readonly folder: string
  readonly token: string
  /** The plan that writers write to. */
  readonly plan: Plan
  /** A plan large enough that rating it anew takes a while. */
  readonly large: Plan
  /** A draft that waits to be accepted, and how many actions it has. */
  readonly draftId: string
  readonly rows: number
}

/** Makes a record with a plan of 60 actions, a plan of `rows` actions, and a draft of as many. */
export const prepare = async (rows: number): Promise<Prepared> => {
  const folder = aFolder()
  const server = await startServer({ database: join(folder, 'record.db') })
  const token = await setUp(server.url)
  const plan = await bringPlan(server.url, token, 'harbour', 60)
  const large = await bringPlan(server.url, token, 'county', rows)
  const draftId = await upload(server.url, token, planText('Bridewell Second County Delivery Plan', rows, 2))
  await server.stop()
  return { folder, token, plan, large, draftId, rows }
}
