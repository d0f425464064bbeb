import { join } from 'node:path'
import { setUp } from '../client.ts'
import { createPlan, type Plan, planText, upload } from '../plan.ts'
import { aFolder, startServer } from '../server.ts'

/** A record that was stopped cleanly, which each special round copies. */
export interface Prepared {
  readonly folder: string
  readonly token: string
  /** The plan that writers update. */
  readonly plan: Plan
  /** A plan large enough for its recalculation to take a while. */
  readonly large: Plan
  /** A draft to accept, and its number of actions. */
  readonly draftId: string
  readonly rows: number
}

/** Creates a record with a plan of 60 actions, a plan of `rows` actions, and a draft of as many. */
export const prepare = async (rows: number): Promise<Prepared> => {
  const folder = aFolder()
  const server = await startServer({ database: join(folder, 'record.db') })
  const token = await setUp(server.url)
  const plan = await createPlan(server.url, token, 'harbour', 60)
  const large = await createPlan(server.url, token, 'county', rows)
  const draftId = await upload(server.url, token, planText('Bridewell Second County Delivery Plan', rows, 2))
  await server.stop()
  return { folder, token, plan, large, draftId, rows }
}
