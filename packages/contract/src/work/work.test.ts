import { addDays, noTimescale, readTimescale } from '@beatbook/domain'
import { TODAY } from '@beatbook/testkit'
import { expect, test } from 'vitest'
import type { ActionRow } from '../action/view.ts'
import { DUE_DAYS, SILENT_DAYS, sortWork } from './work.ts'

/** An open action that was updated today, with the fields that the sorting of work reads. */
const aRow = (row: Partial<ActionRow>): ActionRow =>
  ({
    id: 'a',
    withdrawn: false,
    stage: 'in-progress',
    disagrees: false,
    timescale: noTimescale,
    lastUpdate: { on: TODAY, text: 'Held' },
    ...row,
  }) as ActionRow

const work = (row: Partial<ActionRow>) => {
  const { late, due, silent } = sortWork([aRow(row)], {
    asAt: TODAY,
    returned: new Set(),
    since: () => null,
  })
  return {
    late: late.map(({ days }) => days),
    due: due.map(({ days }) => days),
    silent: silent.map(({ days }) => days),
  }
}
const dueIn = (days: number) => ({ timescale: readTimescale(`by ${addDays(TODAY, days)}`).timescale })
const lastUpdated = (days: number) => ({ lastUpdate: { on: addDays(TODAY, -days), text: 'Held' } })

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
  expect(work(lastUpdated(days))).toEqual({ late: [], due: [], silent })
})

test('a deadline counts as due four weeks ahead, and six weeks without an update as silent', () => {
  expect([DUE_DAYS, SILENT_DAYS]).toEqual([28, 42])
})

test('an action without any update has been silent since it began, and one without that day is omitted', () => {
  const began = new Map([
    ['old', addDays(TODAY, -100)],
    ['new', addDays(TODAY, -SILENT_DAYS)],
  ])
  const rows = ['old', 'new', 'unknown'].map((id) => aRow({ id, lastUpdate: null }))
  const { silent } = sortWork(rows, {
    asAt: TODAY,
    returned: new Set(),
    since: (id) => began.get(id) ?? null,
  })
  expect(silent.map(({ id, days }) => [id, days])).toEqual([['old', 100]])
})

test('late and silent actions are sorted by longest, due actions by soonest', () => {
  const rows = [2, 30, 9].flatMap((days) => [
    aRow({ id: `late ${days}`, ...dueIn(-days) }),
    aRow({ id: `due ${days}`, ...dueIn(days - 2) }),
  ])
  const quiet = [50, 90, 70].map((days) => aRow({ id: `silent ${days}`, ...lastUpdated(days) }))
  const sorted = sortWork([...rows, ...quiet], { asAt: TODAY, returned: new Set(), since: () => null })
  const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id)
  expect([ids(sorted.late), ids(sorted.due), ids(sorted.silent)]).toEqual([
    ['late 30', 'late 9', 'late 2'],
    ['due 2', 'due 9', 'due 30'],
    ['silent 90', 'silent 70', 'silent 50'],
  ])
})

test('each list has only actions that are open and not withdrawn', () => {
  const waiting = { ...dueIn(-1), ...lastUpdated(60), disagrees: true }
  const rows = [
    aRow({ id: 'open', ...waiting }),
    aRow({ id: 'unstated', ...waiting, stage: null }),
    aRow({ id: 'done', ...waiting, stage: 'complete' }),
    aRow({ id: 'gone', ...waiting, withdrawn: true }),
    aRow({ id: 'agreed' }),
  ]
  const { late, due, silent, disagreeing, returned } = sortWork(rows, {
    asAt: TODAY,
    returned: new Set(['open', 'done', 'gone']),
    since: () => null,
  })
  const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id)
  expect([late, due, silent, disagreeing, returned].map(ids)).toEqual([
    ['open', 'unstated'],
    [],
    ['open', 'unstated'],
    ['open', 'unstated'],
    ['open'],
  ])
})
