import { expect, test } from 'vitest'
import { levelCodes, newestPin } from '../workflow/workflow.ts'
import { refusalOfCodes } from './stated-codes.ts'

const simple = newestPin('simple')

test.each([
  ['a stage of the workflow', { stage: 'in-progress' }, null],
  ['a level of the workflow', { level: 'amber' }, null],
  ['neither', {}, null],
  ['a level taken back', { level: null }, null],
  [
    'a stage of another workflow',
    { stage: 'awaiting-review', level: 'amber' },
    {
      code: 'stage-not-in-workflow',
      args: { stage: 'awaiting-review', stages: ['not-started', 'in-progress', 'complete'] },
    },
  ],
  [
    'a level of no workflow',
    { stage: 'complete', level: 'purple' },
    { code: 'level-not-in-workflow', args: { level: 'purple', levels: levelCodes } },
  ],
])('an update that states %s', (_, stated, refusal) => {
  expect(refusalOfCodes(stated, simple)).toEqual(refusal)
})

test('a workflow version that this release does not have has no codes to state', () => {
  const later = { workflow: 'simple', workflowVersion: 99 }
  expect(refusalOfCodes({ stage: 'complete' }, later)?.code).toBe('stage-not-in-workflow')
  expect(refusalOfCodes({ level: 'red' }, later)?.code).toBe('level-not-in-workflow')
})
