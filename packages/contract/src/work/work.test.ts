import { addDays, noTimescale, readTimescale } from '@beatbook/domain'
import { TODAY } from '@beatbook/testkit'
import { expect, test } from 'vitest'
import type { ActionRow } from '../action/view.ts'
import { DUE_DAYS, SILENT_DAYS, sortWork } from './work.ts'

/** An open action that somebody wrote about today, with what the sorting of work reads. */
const aRow = (row: Partial<ActionRow>): ActionRow =>
  ({ id: 'a', withdrawn: false, stage: 'in-progress', disagrees: false, timescale: noTimescale, lastUpdate: { on: TODAY, text: 'Held' }, ...row }) as ActionRow

const work = (row: Partial<ActionRow>) => {
  const { late, due, silent } = sortWork([aRow(row)], {
    asAt: TODAY,
    returned: new Set(),
    since: () => null,
  })
  return { late: late.map(({ days }) => days), due: due.map(({ days }) => days), silent: silent.map(({ days }) => days) }
}
const dueIn = (days: number) => ({ timescale: readTimescale(`by ${addDays(TODAY, days)}`).timescale })
const lastSaid = (days: number) => ({ lastUpdate: { on: addDays(TODAY, -days), text: 'Held' } })

test.each([
  ['the day after its deadline', -1, [1], []],
  ['on its deadline', 0, [], [0]],
  ['on the first day it is due', DUE_DAYS, [], [DUE_DAYS]],
  ['a day before it is due', DUE_DAYS + 1, [], []],
])('%s, an action is late by %j', (_day, days, late, due) => {
  expect(work(dueIn(days))).toEqual({ late, due, silent: [] })
})

test.each([
  ['for as long as it may be', SILENT_DAYS, []],
  ['for a day longer', SILENT_DAYS + 1, [SILENT_DAYS + 1]],
])('an action nobody wrote about %s', (_long, days, silent) => {
  expect(work(lastSaid(days))).toEqual({ late: [], due: [], silent })
})
