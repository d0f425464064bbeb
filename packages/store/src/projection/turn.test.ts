import { addDays, type IsoDate, readTimescale } from '@beatbook/domain'
import { TODAY } from '@beatbook/testkit'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Store } from '../open.ts'
import { accept, at, everything, forms, freshStore, harbour } from '../testing.ts'

let store: Store
let day: IsoDate
beforeEach(async () => {
  day = TODAY
  store = await freshStore(forms[0], { today: () => day, now: () => at(0) })
  const timescale = readTimescale('by 25 November 2026').timescale
  await accept(store, harbour({ ref: '1', timescale, level: 'green' }, { ref: '2', timescale }))
})
afterEach(() => store.close())

const red = async () => {
  const [plan] = await store.plans.list()
  const listed = await store.actions.list({ ...everything, computed: ['red'] })
  const worst = await store.actions.list({ ...everything, disagrees: true, sort: 'computed' })
  return {
    counted: plan?.computed.levels.find((level) => level.level === 'red')?.actions,
    listed: listed.rows.map((row) => [row.ref, row.computed?.level]),
    disagreeing: worst.rows.map((row) => row.ref),
  }
}
const turned = {
  counted: 2,
  listed: [
    ['1', 'red'],
    ['2', 'red'],
  ],
  disagreeing: ['1'],
}

const turn = async (today: IsoDate): Promise<void> => {
  const changed = new Promise<void>((resolve) => store.commands.onChange(() => resolve()))
  await store.submit({ write: 'turn-day', today } as Parameters<Store['submit']>[0])
  await changed
}

test('on the day a rating turns it is shown turned, before the row of today is and after', async () => {
  expect(await red()).toMatchObject({ counted: 0, listed: [] })
  day = addDays(TODAY, 6)
  expect(await red()).toEqual(turned)
  await turn(day)
  expect(await red()).toEqual(turned)
})

test('rows that a clock ahead turned too far are turned back when it is set right', async () => {
  const before = await red()
  day = addDays(TODAY, 6)
  await turn(day)
  day = TODAY
  await turn(day)
  expect(await red()).toEqual(before)
})
