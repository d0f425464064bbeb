import { expect, test } from 'vitest'
import { proposeDocumentDate } from './document-date.ts'

const nothing = { stated: null, entries: [], completed: [], period: null }
const everything = {
  stated: '2023-05-04',
  entries: ['2022-06-29', '2022-01-03'],
  completed: ['2014-04-30', '2014-06-30'],
  period: { start: '2021-04-01' },
}

test.each([
  ['a stated date comes first', everything, { on: '2023-05-04', because: 'stated' }],
  [
    'the latest entry comes second',
    { ...everything, stated: null },
    { on: '2022-06-29', because: 'latest-entry' },
  ],
  [
    'the latest completed period comes third',
    { ...everything, stated: null, entries: [] },
    { on: '2014-06-30', because: 'completed-period' },
  ],
  [
    'the first day of its period comes fourth',
    { ...nothing, period: { start: '2021-04-01' } },
    { on: '2021-04-01', because: 'period-start' },
  ],
  [
    'a period without a start says nothing',
    { ...nothing, period: { start: null } },
    { on: null, because: 'today' },
  ],
  ['a document that says nothing is dated by its acceptance', nothing, { on: null, because: 'today' }],
  [
    'what lies after today is passed over',
    { ...everything, today: '2022-02-01' },
    { on: '2022-01-03', because: 'latest-entry' },
  ],
  [
    'today itself is not later than today',
    { ...everything, today: '2022-06-29' },
    { on: '2022-06-29', because: 'latest-entry' },
  ],
])('%s', (_rule, evidence, expected) => {
  expect(proposeDocumentDate(evidence)).toEqual(expected)
})
