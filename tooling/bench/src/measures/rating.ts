import { randomUUIDv7 } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import { post } from '../product.ts'
import { type Row, timeOf } from '../row.ts'
import type { Size, Worlds } from '../world.ts'

/**
 * Pins other rules to all plans of the large record and waits until no action is marked for recalculation;
 * compared with one statement that writes a level into every row of the bare table.
 */
export const rating = async (worlds: Worlds, size: Size): Promise<Row[]> => {
  const { record, bareRecord, product, actions } = await worlds.of(size.large)
  const db = new DatabaseSync(record, { readOnly: true })
  const plans = db
    .prepare('select plan_id as id from plan_version where recorded_to is null and held_to is null')
    .all()
  const waiting = db.prepare('select 1 from rating_due limit 1')
  const began = performance.now()
  for (const { id } of plans) {
    const answer = await post(
      `${product.url}/trpc/commands.pinRagRules`,
      { commandId: randomUUIDv7(), planId: id, code: 'inspection-log', version: 1 },
      { authorization: `Bearer ${product.token}` },
    )
    if (!answer.ok) throw new Error(`A plan could not be pinned: ${await answer.text()}`)
  }
  while (waiting.get() !== undefined) await new Promise((resolve) => setTimeout(resolve, 5))
  const took = performance.now() - began
  db.close()

  const bare = new DatabaseSync(bareRecord)
  const then = performance.now()
  bare.exec("update action set level = case level when 'red' then 'amber' else 'red' end")
  const tookBare = performance.now() - then
  bare.close()
  const name = `${actions.toLocaleString('en-GB')} actions rated anew after a rule change, beside one statement that writes a level into each`
  return [{ name, product: timeOf(took), bare: timeOf(tookBare), ratio: took / tookBare, aim: null }]
}
