import {
  aContext,
  aDraft,
  anAction,
  anUpdate,
  aPlan,
  aRecordOf,
  aSection,
  countedIds,
  TODAY,
} from '@beatbook/testkit'
import { expect, test } from 'vitest'
import { MOST_ATTACHMENTS, MOST_WITH_UPDATE } from '../attachment/fields.ts'
import type { Pending } from '../stream/event.ts'
import { decideUndoIn } from '../stream/undo.ts'
import { foldAction } from './action.ts'
import { actionAggregate } from './aggregate.ts'
import { decideAddAttachment, decideChangeAttachment, decideRemoveAttachment } from './attach.ts'
import { addAttachment, changeAttachment, recordUpdate, removeAttachment } from './commands.ts'
import { decideRecordUpdate } from './decide.ts'
import { actionEvent } from './events.ts'
import { changeIn, historyOf } from './history.ts'
import type { ActionDecision } from './one-event.ts'
import { undoableAction } from './undo.ts'

const photo = { sha256: 'ab'.repeat(32), bytes: 2_048, name: 'doorbell.jpg' }

/** An action of 29 June 2022 with an update, and the commands on its files and links. */
const anActionWithFiles = () => {
  const updates = [anUpdate({ on: '2022-07-01', text: 'Surveyed' })]
  const { record, actionIds } = aRecordOf(
    aDraft({ plans: [aPlan({ sections: [aSection({ actions: [anAction({ updates })] })] })] }),
  )
  const [actionId = ''] = actionIds
  const newId = countedIds(5)
  const context = aContext({ newId })
  const uploadId = newId()
  const uploads = new Map([[uploadId, photo]])
  const base = () => ({ commandId: newId(), actionId })
  const run = (decision: ActionDecision) => {
    if (!decision.ok) return decision.error
    for (const { type, v, facts, words } of decision.value)
      expect(actionEvent.parse({ type, v, facts, words })).toEqual({ type, v, facts, words })
    return record.append(decision.value as Pending[])
  }
  const history = () => record.history(actionId)
  const now = (asAt?: string) => foldAction(history(), asAt)?.attachments ?? []
  return {
    uploadId,
    updateId: foldAction(history())?.updates[0]?.id ?? '',
    newId,
    history,
    now,
    add: (given: object, attachmentId = newId()) =>
      run(
        decideAddAttachment(
          history(),
          addAttachment.input.parse({ ...base(), attachmentId, ...given }),
          context,
          uploads,
        ),
      ),
    change: (attachmentId: string, given: object) =>
      run(
        decideChangeAttachment(
          history(),
          changeAttachment.input.parse({ ...base(), attachmentId, ...given }),
          context,
        ),
      ),
    remove: (attachmentId: string, given: object = {}) =>
      run(
        decideRemoveAttachment(
          history(),
          removeAttachment.input.parse({ ...base(), attachmentId, ...given }),
          context,
        ),
      ),
    update: (given: object) =>
      run(
        decideRecordUpdate(
          history(),
          recordUpdate.input.parse({ ...base(), updateId: newId(), ...given }),
          context,
          null,
          null,
          uploads,
        ),
      ),
    undo: (commandId: string) => {
      const undone = decideUndoIn(
        undoableAction,
        history(),
        { commandId: newId(), undoes: commandId },
        context,
      )
      return undone.ok ? record.append([undone.value] as Pending[]) : undone.error
    },
  }
}
const page = 'https://www.arden.example/doorbells'
const commandOf = (recorded: unknown): string =>
  (recorded as readonly { readonly commandId: string }[])[0]?.commandId ?? ''
const idOf = (recorded: unknown): string =>
  (recorded as readonly { readonly facts: { readonly attachmentId: string } }[])[0]?.facts.attachmentId ?? ''

test('a file is called as it was brought, a link by its address, unless a title is given', () => {
  const action = anActionWithFiles()
  action.add({ uploadId: action.uploadId })
  action.add({ url: page })
  action.add({ url: page, title: 'The register', evidence: true, evidenceOn: '2022-07-02', on: '2022-07-05' })
  expect(action.now()).toMatchObject([
    { title: 'The register', url: page, file: null, evidence: '2022-07-02', on: '2022-07-05' },
    { title: 'doorbell.jpg', file: photo, url: null, evidence: null, on: TODAY, updateId: null },
    { title: page, url: page, file: null },
  ])
  expect(action.now('2022-07-04')).toEqual([])
  expect(action.now('2022-07-05')).toHaveLength(1)
})

test('evidence without a day is of the day on which it is attached', () => {
  const action = anActionWithFiles()
  action.add({ url: page, evidence: true, on: '2022-07-05' })
  action.add({ url: page, evidence: true })
  action.add({ url: page, evidenceOn: '2022-07-03' })
  expect(action.now().map(({ evidence }) => evidence)).toEqual(['2022-07-05', TODAY, '2022-07-03'])
})

test.each([
  ['a file and an address', { uploadId: 'u', url: page }, { code: 'file-or-address' }],
  ['neither', {}, { code: 'file-or-address' }],
  [
    'evidence of tomorrow',
    { url: page, evidenceOn: '2026-11-21' },
    { code: 'effective-in-future', args: { on: '2026-11-21', today: TODAY } },
  ],
  ['a day to come', { url: page, on: '2026-11-21' }, { code: 'effective-in-future' }],
  ['a day before the action', { url: page, on: '2022-06-28' }, { code: 'before-it-exists' }],
])('%s is refused', (_, given, refusal) => {
  const { add, uploadId, now } = anActionWithFiles()
  expect(add('uploadId' in given ? { ...given, uploadId } : given)).toMatchObject(refusal)
  expect(now()).toEqual([])
})

test('what was not uploaded, another update and an id that was used are refused', () => {
  const { add, newId, now, uploadId } = anActionWithFiles()
  const gone = newId()
  expect(add({ uploadId: gone })).toEqual({ code: 'not-found', args: { what: 'upload', id: gone } })
  expect(add({ uploadId, updateId: gone })).toEqual({ code: 'not-found', args: { what: 'update', id: gone } })
  const id = newId()
  add({ url: page }, id)
  expect(add({ url: page }, id)).toEqual({ code: 'id-reused', args: { id } })
  expect(now()).toHaveLength(1)
})

test.each([
  'javascript:alert(1)',
  'file:///etc/passwd',
  'www.arden.example',
  'https://',
  'https://ada:secret@arden.example',
  'https://arden.example/a b',
])('“%s” is not the address of a web page', (url) => {
  const { newId } = anActionWithFiles()
  const parsed = addAttachment.input.safeParse({
    commandId: newId(),
    actionId: newId(),
    attachmentId: newId(),
    url,
  })
  expect(parsed.error?.issues.map(({ path, message }) => [path, message])).toEqual([[['url'], 'web-address']])
})

test('an action has at most so many, and an update brings at most so many', () => {
  const action = anActionWithFiles()
  const some = (count: number) =>
    Array.from({ length: count }, () => ({ attachmentId: action.newId(), url: page }))
  for (let at = 0; at < MOST_ATTACHMENTS; at += MOST_WITH_UPDATE)
    action.update({ attachments: some(MOST_WITH_UPDATE) })
  expect(action.now()).toHaveLength(MOST_ATTACHMENTS)
  const full = { code: 'attachments-full', args: { limit: MOST_ATTACHMENTS } }
  expect([action.add({ url: page }), action.update({ attachments: some(1) })]).toEqual([full, full])
  expect(() => action.update({ attachments: some(MOST_WITH_UPDATE + 1) })).toThrow()
})

test('an update brings its files and links, and is undone with them', () => {
  const action = anActionWithFiles()
  const recorded = action.update({
    text: 'All fitted',
    stage: 'complete',
    attachments: [
      { attachmentId: action.newId(), uploadId: action.uploadId, evidence: true },
      { attachmentId: action.newId(), url: page },
    ],
  })
  const { updates } = foldAction(action.history()) ?? { updates: [] }
  const updateId = updates.at(-1)?.id
  expect(action.now()).toMatchObject([
    { updateId, file: photo, evidence: TODAY },
    { updateId, url: page },
  ])
  action.undo(commandOf(recorded))
  expect(foldAction(action.history())).toMatchObject({ stage: null, attachments: [] })
  expect(action.update({ attachments: [{ attachmentId: action.newId() }] })).toMatchObject({
    code: 'file-or-address',
  })
  expect(action.update({ attachments: [] })).toMatchObject({ code: 'nothing-said' })
})

test('an update is not undone while something that was attached to it later rests on it', () => {
  const action = anActionWithFiles()
  const recorded = action.update({ text: 'Fitted' })
  const updateId = foldAction(action.history())?.updates.at(-1)?.id ?? ''
  const added = action.add({ url: page, updateId })
  expect(action.undo(commandOf(recorded))).toMatchObject({ code: 'contradicts-later' })
  action.undo(commandOf(added))
  action.undo(commandOf(recorded))
  expect(action.now()).toEqual([])
})

test('a title and a mark change by themselves, and are stale by themselves', () => {
  const action = anActionWithFiles()
  const id = idOf(action.add({ url: page }))
  const [seen] = action.now().map(({ touched }) => touched)
  action.change(id, { title: 'The register', seen })
  expect(action.change(id, { title: 'Register', seen })).toMatchObject({
    code: 'stale',
    args: { fields: [`attachment ${id} title`] },
  })
  action.change(id, { evidenceOn: '2026-11-19', seen })
  expect(action.now()).toMatchObject([{ title: 'The register', evidence: '2026-11-19' }])
  // A mark without a day keeps the day that is there.
  expect(action.change(id, { evidence: true })).toEqual([])
  const unmarked = action.change(id, { evidence: false })
  expect(action.now()).toMatchObject([{ evidence: null }])
  const [before] = action.now().map(({ touched }) => touched)
  action.undo(commandOf(unmarked))
  expect(action.now()).toMatchObject([{ evidence: '2026-11-19' }])
  expect(action.change(id, { evidence: false, seen: before })).toMatchObject({ code: 'stale' })
  expect(action.change(id, {})).toMatchObject({ code: 'nothing-said' })
  expect(action.change(id, { evidenceOn: '2026-11-21' })).toMatchObject({ code: 'effective-in-future' })
  expect(action.change(action.newId(), { title: 'x' })).toMatchObject({ code: 'not-found' })
})

test('what is removed is there on the days before, and again when that is undone', () => {
  const action = anActionWithFiles()
  const id = idOf(action.add({ uploadId: action.uploadId, on: '2022-07-05' }))
  const [seen] = action.now().map(({ touched }) => touched)
  action.change(id, { title: 'Fitted' })
  expect(action.remove(id, { seen })).toMatchObject({ code: 'stale' })
  const removed = action.remove(id, { reason: 'The wrong door' })
  expect([action.now(), action.now('2022-07-05').length]).toEqual([[], 1])
  expect(action.remove(id)).toMatchObject({ code: 'not-found' })
  action.undo(commandOf(removed))
  expect(action.now()).toMatchObject([{ id, title: 'Fitted', file: photo }])
})

test('the history says what was there before and after', () => {
  const action = anActionWithFiles()
  const id = idOf(action.add({ url: page, updateId: action.updateId }))
  action.change(id, { evidence: true })
  action.remove(id)
  const entries = historyOf(action.history(), { actor: () => 'Plan Office', document: () => null })
  const changes = entries.flatMap((entry) => {
    const change = changeIn(entry, 'attachment')
    return change === undefined ? [] : [[change.from?.evidence, change.to?.evidence]]
  })
  expect(changes).toEqual([
    [undefined, null],
    [null, TODAY],
    [TODAY, undefined],
  ])
  expect(entries.map(({ updateId }) => updateId !== null)).toEqual([false, true, false, false, false])
})

test('the commands ask for the uploads that they name', () => {
  const upload = countedIds(6)()
  const input = { attachmentId: 'a', uploadId: upload }
  const { uploads } = actionAggregate.commands['add-attachment'].needs({
    commandId: 'c',
    actionId: 'a',
    ...input,
  })
  expect(uploads.args).toEqual([[upload]])
})
