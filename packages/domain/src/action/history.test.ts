import {
  aContext,
  aDraft,
  anAction,
  aPlan,
  aRecord,
  aSection,
  countedIds,
  TODAY,
  undoOfUpdate,
} from '@beatbook/testkit'
import { expect, test } from 'vitest'
import { decideAcceptDraft } from '../accept/accept.ts'
import type { Pending } from '../stream/event.ts'
import { decideUndoIn } from '../stream/undo.ts'
import { decideRecordUpdate, decideWithdrawAction } from './decide.ts'
import { historyOf, undoOfEntry } from './history.ts'
import { undoableAction } from './undo.ts'

const ids = countedIds(1)
const documentId = ids()
const commandId = ids()
const context = aContext({ newId: countedIds(2) })
const names = { actor: () => 'Plan Office', document: () => ({ name: 'charter.txt', place: { line: 4 } }) }

/** An imported action, in progress and amber, in a record of its own. */
const imported = () => {
  const record = aRecord()
  const draft = aDraft({
    plans: [
      aPlan({ sections: [aSection({ actions: [anAction({ level: 'amber', stage: 'in-progress' })] })] }),
    ],
  })
  const accepted = decideAcceptDraft(
    { draft, decisions: [], documentId, as: [], parties: new Map(), codes: new Set(), plans: new Map() },
    context,
  )
  if (!accepted.ok) throw new Error(accepted.error.code)
  record.append(accepted.value.events)
  const actionId = record.events.find((event) => event.type === 'action-added')?.stream.id ?? ''
  const commit = (events: ReturnType<typeof decideRecordUpdate>) => {
    if (!events.ok) throw new Error(events.error.code)
    return record.append(events.value as Pending[])
  }
  const update = (given: {
    on?: string
    text?: string
    stage?: 'complete' | 'not-started'
    level?: 'red' | 'green'
    progress?: number
    timescale?: string
    reason?: string
  }) => {
    const updateId = ids()
    commit(
      decideRecordUpdate(
        record.history(actionId),
        { commandId, actionId, updateId, text: '', seen: {}, ...given },
        context,
      ),
    )
    return updateId
  }
  const undo = (updateId: string) =>
    commit(undoOfUpdate(record.history(actionId), updateId, context, 'Wrong action'))
  const redo = (undoes: string) => {
    const input = { commandId, undoes, reason: 'Right after all' }
    const decided = decideUndoIn(undoableAction, record.history(actionId), input, context)
    if (!decided.ok) throw new Error(decided.error.code)
    record.append([decided.value])
  }
  const withdraw = () =>
    commit(
      decideWithdrawAction(
        record.history(actionId),
        { commandId, actionId, reason: 'Merged', seen: {} },
        context,
      ),
    )
  return { update, undo, redo, withdraw, history: () => historyOf(record.history(actionId), names) }
}

test('what was read names its document, and an entry with the document’s date is marked', () => {
  const [added, stated] = imported().history()
  expect(added).toMatchObject({
    type: 'action-added',
    on: '2022-06-29',
    text: 'Hold a beat surgery in every ward each quarter',
    document: { id: documentId, name: 'charter.txt' },
  })
  expect(stated).toMatchObject({
    dated: false,
    changes: [
      { field: 'stage', from: null, to: 'in-progress' },
      { field: 'level', from: null, to: 'amber' },
    ],
    document: { place: { line: 4 } },
  })
})

test('an entry has the values before and after, and the person', () => {
  const action = imported()
  action.update({
    level: 'red',
    progress: 40,
    timescale: 'by June 2027',
    reason: 'Funding late',
    text: 'Slipped',
  })
  expect(action.history().at(-1)).toMatchObject({
    on: TODAY,
    dated: true,
    actor: { name: 'Plan Office' },
    text: 'Slipped',
    reason: 'Funding late',
    changes: [
      { field: 'level', from: 'amber', to: 'red' },
      { field: 'progress', from: null, to: 40 },
      { field: 'timescale', from: { latest: '2022-10-31' }, to: { latest: '2027-06-30' } },
    ],
    document: null,
  })
})

test('entries are sorted by the day they are effective, not by when they were recorded', () => {
  const action = imported()
  action.update({ text: 'Later' })
  action.update({ text: 'Earlier', on: '2023-01-01' })
  expect(action.history().map((entry) => entry.text)).toEqual([expect.any(String), null, 'Earlier', 'Later'])
})

test('an undone update remains, marked, and later entries are computed without it', () => {
  const action = imported()
  action.update({ level: 'green' })
  const wrong = action.update({ level: 'red', on: '2023-01-01' })
  action.undo(wrong)
  const history = action.history()
  expect(history.find((entry) => entry.type === 'update-recorded' && entry.updateId === wrong)).toMatchObject(
    {
      changes: [{ field: 'level', from: 'amber', to: 'red' }],
      undone: { actor: { name: 'Plan Office' }, reason: 'Wrong action' },
    },
  )
  expect(history.at(-1)).toMatchObject({
    changes: [{ field: 'level', from: 'amber', to: 'green' }],
    undone: null,
  })
  const { commandId } = history.find((entry) => entry.updateId === wrong) ?? {}
  expect(history.find((entry) => entry.type === 'command-undone')).toMatchObject({
    undoes: { commandId, redo: false },
    reason: 'Wrong action',
  })
})

test('an entry that is redone is effective again, and names the person who redid it', () => {
  const action = imported()
  const wrong = action.update({ level: 'red' })
  action.undo(wrong)
  const { undone } = action.history().find((entry) => entry.updateId === wrong) ?? {}
  action.redo(undone?.commandId ?? '')
  const history = action.history()
  expect(history.find((entry) => entry.updateId === wrong)).toMatchObject({
    changes: [{ field: 'level', from: 'amber', to: 'red' }],
    undone: null,
    redone: { actor: { name: 'Plan Office' }, reason: 'Right after all' },
  })
  expect(history.flatMap(({ undoes, undone }) => (undoes ? [[undoes.redo, undone !== null]] : []))).toEqual([
    [false, true],
    [true, false],
  ])
})

test('a withdrawal has its reason', () => {
  const action = imported()
  action.withdraw()
  expect(action.history().at(-1)).toMatchObject({
    type: 'action-withdrawn',
    reason: 'Merged',
    changes: [{ field: 'withdrawn', from: false, to: true }],
  })
})

test('undoing an entry of a document undoes that entry alone; the first entry is undone with all of its command', () => {
  const action = imported()
  const update = action.update({ text: 'Held' })
  const entries = action.history()
  const [added, stated] = entries
  const said = entries.find(({ updateId }) => updateId === update)
  if (added === undefined || stated === undefined || said === undefined) throw new Error('no entry')
  const { commandId: undoes } = added
  expect(undoOfEntry(added, entries)).toEqual({ undoes, eventIds: [added.eventId, stated.eventId] })
  expect(undoOfEntry(stated, entries)).toEqual({ undoes, eventIds: [stated.eventId] })
  expect(undoOfEntry(said, entries)).toEqual({ undoes: said.commandId })
  action.undo(update)
  const undone = action.history().find(({ updateId }) => updateId === update)
  expect(undone && undoOfEntry(undone, [])).toEqual({ undoes: undone?.undone?.commandId })
})
