import { rmSync } from 'node:fs'
import type { ActionQuestion } from '@beatbook/contract'
import type { ReadAt } from '@beatbook/domain'
import { openStore, type Store } from '@beatbook/store'
import { ageRecord, copyRecord, midway } from '../ageing.ts'
import { aSecond, atMost, median, type Row } from '../row.ts'
import type { Size, World, Worlds } from '../world.ts'

/** The number of versions of each action, and how much slower a query of a past date may be than of today. */
const histories = [
  { versions: 5, aim: 1.5 },
  { versions: 12, aim: 2 },
]

/**
 * Queries of the record at a past date, compared with today: one action, one plan, a page of a hundred of the
 * large record. Sent to the store directly, without HTTP.
 */
export const asAt = async (worlds: Worlds, size: Size): Promise<Row[]> => {
  const world = await worlds.of(size.large)
  const rows: Row[] = []
  for (const { versions, aim } of histories) {
    const path = `${world.record}-${versions}`
    copyRecord(world.record, path)
    ageRecord(path, versions)
    const store = await openStore({ url: `sqlite:${path}`, now: () => new Date().toISOString() })
    rows.push(...(await ofDates(store, world, versions, aim, size)))
    await store.close()
    rmSync(path)
  }
  return rows
}

const ofDates = async (
  store: Store,
  { all, actions }: World,
  versions: number,
  aim: number,
  size: Size,
): Promise<Row[]> => {
  const then = midway(versions)
  const addresses = all.slice(0, 500).map(({ address }) => address)
  const plans = [...new Set(all.map(({ address }) => address.slice(0, address.indexOf('/'))))].slice(0, 20)
  const page = (sort: ActionQuestion['sort']) => async (at: ReadAt) => {
    const { rows } = await store.actions.list({
      sort,
      descending: false,
      limit: 100,
      withdrawn: 'without',
      ...at,
    })
    return rows.length === 100
  }
  const questions: Record<string, ((at: ReadAt) => Promise<boolean>)[]> = {
    'one action': addresses.map((address) => async (at) => (await store.actions.get(address, at)).ok),
    'one plan': plans.map(
      (code) => async (at) => (await store.plans.get(code, at))?.counts.actions === Math.min(1_000, actions),
    ),
    [`a page of 100 of ${actions.toLocaleString('en-GB')}`]: [page('place')],
    'such a page by deadline': [page('timescale')],
  }
  const rows: Row[] = []
  for (const [name, each] of Object.entries(questions)) {
    const turns = []
    for (let turn = 0; turn < size.turns; turn++)
      turns.push({
        today: await answered(each, {}, size.load),
        dated: await answered(each, { asAt: then }, size.load),
      })
    const ratio = median(turns.map((turn) => turn.today / turn.dated))
    rows.push({
      name: `${name} as at a date, ${versions} versions each: times the cost of today (in “bare”)`,
      product: aSecond(median(turns.map((turn) => turn.dated))),
      bare: aSecond(median(turns.map((turn) => turn.today))),
      ratio,
      aim: atMost(ratio, aim),
    })
  }
  return rows
}

/** The queries per second in about `milliseconds`. Throws if one fails. */
const answered = async (
  questions: readonly ((at: ReadAt) => Promise<boolean>)[],
  at: ReadAt,
  milliseconds: number,
): Promise<number> => {
  let done = 0
  const began = performance.now()
  do {
    const ask = questions[done++ % questions.length]
    if (!(await ask?.(at)))
      throw new Error(`The aged record does not answer question ${done} ${JSON.stringify(at)}`)
  } while (performance.now() - began < milliseconds)
  return (done * 1_000) / (performance.now() - began)
}
