import { randomUUIDv7 } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addDays } from '@beatbook/domain'
import { openStore, type Store } from '@beatbook/store'
import { actionsOf, fillPlan } from '../record.ts'
import { atMost, median, type Row, timeOf } from '../row.ts'
import type { Size } from '../world.ts'

/** How many events the action with the long history has, and how much dearer its update may be. */
const EVENTS = 240
const AIM = 1.5

/**
 * An update of an action with a long history, compared with those of actions with almost none: processor time
 * of the whole process, the writer's thread included, without HTTP. Both take turns.
 */
export const longHistory = async ({ turns, load }: Size): Promise<Row[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'beatbook-history-'))
  const record = join(folder, 'beatbook.db')
  await fillPlan(record, 60)
  const [long, ...fresh] = (await actionsOf(record)).map(({ id }) => id)
  const store = await openStore({ url: `sqlite:${record}`, now: () => new Date().toISOString() })
  const at = (index: number) => fresh[index % fresh.length] ?? ''
  // Two a day: the generated plan is not older than that.
  for (let event = 0; event < EVENTS; event++)
    await update(store, long ?? '', Math.ceil((EVENTS - event) / 2))
  for (let index = 0; index < fresh.length; index++) await update(store, at(index), 0)

  // A multiple of the turns of other measures: an update is short, and each turn makes the history longer.
  const rounds = Math.max(2, turns * 5)
  const updates = Math.max(2, Math.round(load / 200))
  const times: { readonly fresh: number; readonly long: number }[] = []
  for (let round = 0; round < rounds; round++)
    times.push({
      fresh: await processorTime(updates, (index) => update(store, at(round * updates + index), 0)),
      long: await processorTime(updates, () => update(store, long ?? '', 0)),
    })
  await store.close()
  await rm(folder, { recursive: true })
  const ratio = median(times.map((time) => time.long / time.fresh))
  return [
    {
      name: `CPU of an update after ${EVENTS} of one action, compared with the first ones of others`,
      product: timeOf(median(times.map((time) => time.long))),
      bare: timeOf(median(times.map((time) => time.fresh))),
      ratio,
      aim: atMost(ratio, AIM),
    },
  ]
}

/** The processor time of each of `count` operations, in milliseconds. */
const processorTime = async (count: number, operation: (index: number) => Promise<void>): Promise<number> => {
  const before = process.cpuUsage()
  for (let index = 0; index < count; index++) await operation(index)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000 / count
}

const update = async (store: Store, actionId: string, daysAgo: number): Promise<void> => {
  const now = new Date().toISOString()
  const today = now.slice(0, 10)
  const answer = await store.commands.run(
    'record-update',
    {
      commandId: randomUUIDv7(),
      actionId,
      updateId: randomUUIDv7(),
      on: addDays(today, -daysAgo),
      text: `Seen on the beat, ${daysAgo} days before`,
      level: daysAgo % 2 === 0 ? 'amber' : 'green',
      reason: 'As agreed',
      seen: {},
    },
    { actor: 'bench', now, today },
  )
  if (!answer.ok) throw new Error(`An update was refused: ${answer.error.code}`)
}
