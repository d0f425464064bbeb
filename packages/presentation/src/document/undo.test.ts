import { expect, test } from 'vitest'
import { dependentWords, importUndoSentences } from './undo.ts'

const plan = (whole: boolean) => ({ id: 'p', code: 'harbour', title: 'Harbour plan', whole })
const base = { undone: false, plans: [plan(true)], actions: 2, changed: 0, owners: [], staying: [] }

test('an import of a new plan says that the plan goes, with its actions and owners', () => {
  expect(importUndoSentences({ ...base, owners: ['Estates'], staying: ['Dock Team'] })).toEqual([
    '“Harbour plan” is removed, with 2 actions and 1 owner (Estates).',
    'Dock Team stays, because other actions have them.',
    'The document stays, with what was read from it. You can redo the import later.',
  ])
  expect(importUndoSentences({ ...base, undone: true })[0]).toBe('“Harbour plan” comes back, with 2 actions.')
})

test('a revision says what the plan loses', () => {
  expect(importUndoSentences({ ...base, plans: [plan(false)], actions: 1, changed: 3 })[0]).toBe(
    '“Harbour plan” loses what the document changed: 3 actions as before, 1 action removed.',
  )
  expect(importUndoSentences({ ...base, plans: [plan(false)], actions: 0 })[0]).toBe(
    '“Harbour plan” loses what the document changed: its own details.',
  )
})

test('what rests on it says where, what, who and when', () => {
  const dependent = {
    kind: 'action',
    id: 'a',
    address: 'harbour/4',
    text: 'Walk the quay',
    type: 'update-recorded',
    on: '2026-03-04',
    recordedAt: '2026-03-04T09:00:00.000Z',
    by: { id: 'ben', name: 'Ben' },
    command: 'record-update',
    commandId: 'c',
  }
  expect(dependentWords(dependent)).toBe('harbour/4 “Walk the quay”: Record an update, by Ben, 4 March 2026')
})
