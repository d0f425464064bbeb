import type { ActionView } from '@beatbook/contract'
import { decideRecordUpdate, decideUndoUpdate, foldAction, type HistoryEntry, noTimescale, recordUpdate } from '@beatbook/domain'
import { expect, test } from 'vitest'
import { knownHistory, shownAfter } from './known-history.ts'

const id = (n: number) => `018f0000-0000-7000-8000-${String(n).padStart(12, '0')}`
const actor = { id: id(90), name: 'Estates' }
const context = { today: '2026-11-21', actor: actor.id, newId: () => id(50) }
const july = { said: 'July 26', kind: 'by', earliest: '2026-07-01', latest: '2026-07-31', precision: 'month', anchor: null, every: null } as const

const action: ActionView = {
  id: id(1),
  address: 'charter/32',
  planId: id(2),
  planCode: 'charter',
  planTitle: 'Charter',
  sectionId: id(3),
  section: 'Visibility',
  ref: '32',
  refOrigin: 'read',
  text: 'Doorbells at every station',
  ownerSaid: 'Estates',
  owners: [{ partyId: id(4), name: 'Estates', duty: 'responsible' }],
  originalTimescale: noTimescale,
  timescale: july,
  redated: 1,
  stage: 'complete',
  level: 'amber',
  progress: 40,
  withdrawn: false,
  updates: 1,
  lastUpdate: { on: '2026-06-29', text: 'All have one' },
  workflow: 'simple',
  details: [],
  touched: { text: 1, owners: 1, timescale: 2, stage: 2, level: 2, progress: 2, section: 1, withdrawn: 1 },
  computed: null,
  disagrees: false,
  override: null,
  dependencies: [],
  dates: { original: noTimescale, agreed: noTimescale, current: july },
  document: null,
  previous: null,
  next: null,
}
const said = {
  dated: true,
  recordedAt: '2026-06-29T09:00:00.000Z',
  actor,
  text: null,
  reason: null,
  updateId: null,
  stage: null,
  level: null,
  progress: null,
  timescale: null,
  words: null,
  override: null,
  dependency: null,
  undone: null,
  document: null,
}
const entries: HistoryEntry[] = [
  { ...said, eventId: id(10), type: 'action-added', on: '2026-04-14' },
  {
    ...said,
    eventId: id(11),
    type: 'update-recorded',
    on: '2026-06-29',
    text: 'All have one',
    updateId: id(20),
    stage: { from: null, to: 'complete' },
    level: { from: null, to: 'amber' },
    progress: { from: null, to: 40 },
    timescale: { from: noTimescale, to: july },
  },
]
const update = (more: object) => recordUpdate.input.parse({ commandId: id(30), actionId: id(1), updateId: id(31), ...more })

test('what a page knows folds to what it shows', () => {
  expect(foldAction(knownHistory(action, entries))).toMatchObject({ stage: 'complete', level: 'amber', timescale: july, redated: 1, withdrawn: false })
})

test('the domain’s rules judge a command by what the page knows', () => {
  const history = knownHistory(action, entries)
  const refusal = (more: object) => {
    const decided = decideRecordUpdate(history, update(more), context)
    return decided.ok ? null : decided.error.code
  }
  expect(refusal({})).toBe('nothing-said')
  expect(refusal({ stage: 'in-progress' })).toBe('reason-needed')
  expect(refusal({ text: 'x', on: '2026-01-01' })).toBe('before-it-exists')
  expect(refusal({ text: 'x', on: '2026-11-22' })).toBe('effective-in-future')
  expect(refusal({ stage: 'in-progress', reason: 'One was stolen' })).toBeNull()
})

test('an update is shown before the server has it, and taking it back shows what was', () => {
  const decided = decideRecordUpdate(
    knownHistory(action, entries),
    update({ text: 'One was stolen', stage: 'in-progress', reason: 'Theft', level: 'red' }),
    context,
  )
  if (!decided.ok) throw new Error(decided.error.code)
  const after = shownAfter(action, entries, decided.value, actor, '2026-11-21T10:00:00.000Z')
  expect(after.action).toMatchObject({ stage: 'in-progress', level: 'red', timescale: july, lastUpdate: { on: '2026-11-21', text: 'One was stolen' } })
  expect(after.entries.at(-1)).toMatchObject({
    text: 'One was stolen',
    stage: { from: 'complete', to: 'in-progress' },
    level: { from: 'amber', to: 'red' },
    reason: 'Theft',
  })

  const undone = decideUndoUpdate(knownHistory(after.action, after.entries), { commandId: id(32), actionId: id(1), updateId: id(31) }, context)
  if (!undone.ok) throw new Error(undone.error.code)
  const back = shownAfter(after.action, after.entries, undone.value, actor, '2026-11-21T10:01:00.000Z')
  expect(back.action).toMatchObject({ stage: 'complete', level: 'amber', lastUpdate: { text: 'All have one' } })
  expect(back.entries.at(-1)?.undone).toMatchObject({ actor })
})
