import { expect, test } from 'vitest'
import type { AgainstLanded, Landed } from './landed.ts'
import { isWorse } from './landed.ts'
import { measureQuickly } from './quick.ts'
import { smoke } from './sizes.ts'
import type { Operation } from './turns.ts'
import type { Work } from './work/work.ts'
import { createWorlds, here } from './world.ts'

/** An operation that costs what `costs` says: the next of its numbers in each turn, the last from then on. */
const costing = (...costs: readonly number[]): (() => Promise<Operation>) => {
  let prepared = 0
  return async () => {
    const cost = costs[Math.min(prepared++, costs.length - 1)] ?? 0
    let used = 0
    return {
      async run() {
        used += cost
        return cost
      },
      cpu: () => used,
      most: 1,
    }
  }
}

const landed: Landed = { commit: 'a1b2c3d', rows: { list: 2 } }

const measured = async (costs: readonly number[], isThere = false) => {
  const work: Work = {
    name: 'list',
    what: () => 'list',
    of: costing(...costs),
    beside: costing(1),
    than: 'bare',
    limits: [],
    quick: costing(1),
  }
  const told: AgainstLanded[] = []
  const worlds = createWorlds(here, '/nowhere')
  const rows = await measureQuickly(
    [work],
    worlds,
    smoke,
    landed,
    () => (isThere ? worlds : null),
    (row) => told.push(row),
  )
  expect(told).toEqual(rows)
  return rows.map((row) => ({ now: row.now, worse: row.worse, fails: isWorse(row) }))
}

test('what is not much worse is measured once', async () => {
  expect(await measured([2.5, 9])).toEqual([{ now: 2.5, worse: 1.25, fails: false }])
})

test('what is much worse once is measured again, and the better result counts', async () => {
  expect(await measured([9, 2.5])).toEqual([{ now: 2.5, worse: 1.25, fails: false }])
})

test('what is much worse twice fails', async () => {
  expect(await measured([9, 8])).toEqual([{ now: 8, worse: 4, fails: true }])
})

test('what is much worse than the file is measured beside the commit that landed, where that is there', async () => {
  expect(await measured([9, 8, 7], true)).toEqual([{ now: 9, worse: 8 / 7, fails: false }])
  expect(await measured([9, 8, 2], true)).toEqual([{ now: 9, worse: 4, fails: true }])
})
