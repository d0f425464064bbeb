import { readTimescale } from '@beatbook/domain'
import { expect, test } from 'vitest'
import { changeLines, changeLineWords } from './change.ts'

test('every field that changes is a line, with its value before', () => {
  const owner = { partyId: 'p', duty: 'responsible' as const }
  const lines = changeLines(
    {
      before: {
        level: null,
        stage: 'in-progress',
        progress: null,
        priority: null,
        timescale: readTimescale('by March 2027').timescale,
        text: 'Fit doorbells',
        ref: '1',
        section: 'Reach',
        owners: [],
        columns: { cost: null },
        withdrawn: false,
      },
      after: {
        level: 'green',
        stage: 'complete',
        progress: 40,
        priority: 'high',
        timescale: readTimescale('by 14 April 2027').timescale,
        text: 'Fit ten doorbells',
        ref: '2',
        section: '',
        owners: [{ ...owner, name: 'Fleet' }],
        columns: { cost: { kind: 'money', value: 12 } },
        withdrawn: true,
        update: 'Reviewed',
      },
    },
    [{ code: 'cost', title: 'Cost', kind: 'money', choices: [] }],
  )
  expect(lines.map(changeLineWords)).toEqual([
    'Stage: Complete, was In progress',
    'Declared: Green, was Not set',
    'Share done: 40%, was not stated',
    'Priority: High, was Not stated',
    'Timescale: by 14 Apr 2027, was by Mar 2027',
    'Words: Fit ten doorbells, was Fit doorbells',
    'Ref: 2, was 1',
    'Section: without a title, was Reach',
    'Owners: Fleet, was none',
    'Promised: withdrawn, was promised',
    'Cost: £12, was nothing',
    'Update: Reviewed',
  ])
})

test('nothing changes where the action has the values already', () => {
  expect(changeLines({ before: {}, after: {} }, [])).toEqual([])
})
