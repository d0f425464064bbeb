import { expect, test } from 'vitest'
import { type CommandName, decidedOf } from '../index.ts'
import type { Refusal } from '../refusal.ts'
import { undoCommand } from '../stream/commands.ts'
import type { Pending, Recorded } from '../stream/event.ts'
import { decideUndoCommand } from '../undo/decide.ts'
import { conversationSeen, foldConversation } from './conversation.ts'
import { type ConversationEvent, conversationEvent } from './events.ts'
import { mentionMark } from './mentions.ts'

const today = '2026-11-28'
const idOf = (number: number) => `01a00000-0000-7000-8000-${String(number).padStart(12, '0')}`
const [ada, bo, action, conversation, party, nobody] = [1, 2, 3, 4, 5, 6].map(idOf) as [
  string,
  string,
  string,
  string,
  string,
  string,
]
const mark = mentionMark({ kind: 'party', id: party })

/** An empty record and commands of two people on one conversation. */
const aRecord = () => {
  const events: Recorded<ConversationEvent>[] = []
  let ids = 100
  const newId = () => idOf(++ids)
  const append = (pending: readonly Pending[], actor: string, commandId: string) => {
    for (const event of pending as readonly Pending<ConversationEvent>[]) {
      const { type, v, facts, words } = event
      expect(conversationEvent.parse({ type, v, facts, words })).toEqual({ type, v, facts, words })
      const position = events.length + 1
      const recordedAt = `${today}T12:00:${String(position).padStart(2, '0')}.000Z`
      events.push({ ...event, position, recordedAt, actor, commandId })
    }
  }
  /** Gives a command; the types of what it recorded, or the refusal. */
  const give = (name: CommandName, given: object, actor = ada): string[] | Refusal => {
    const decided = decidedOf(name)
    if (decided === null) throw new Error(`nothing decides ${name}`)
    const commandId = newId()
    const input = decided.definition.input.parse({ commandId, conversationId: conversation, ...given })
    const missing = JSON.stringify(input).includes(nobody) ? [{ kind: 'person', id: nobody }] : []
    const loaded = { history: events, isThere: true, missing, settings: { columns: [{ code: 'cost' }] } }
    const result = decided.decide(loaded, input, { today, actor, newId })
    if (!result.ok) return result.error
    append(result.value, actor, commandId)
    return result.value.map(({ type }) => type)
  }
  const undo = (commandId: string | undefined, actor = ada): string[] | Refusal => {
    const known = { role: 'editor', count: 1, streams: [events], elsewhere: [] } as const
    const own = newId()
    const input = undoCommand.input.parse({ commandId: own, undoes: commandId })
    const result = decideUndoCommand(known, input, { today, actor, newId })
    if (!result.ok) return result.error
    append(result.value, actor, own)
    return result.value.map(({ type }) => type)
  }
  return { events, give, undo, state: () => foldConversation(events), last: () => events.at(-1)?.commandId }
}

const begin = (record: ReturnType<typeof aRecord>, given: object = {}) =>
  record.give('begin-conversation', {
    remarkId: idOf(11),
    subject: { kind: 'action', id: action },
    text: `Who is ${mark}?`,
    ...given,
  })
const answer = (record: ReturnType<typeof aRecord>, actor = bo) =>
  record.give('answer-conversation', { remarkId: idOf(12), text: 'The new team' }, actor)

test('a conversation has its first remark, with who is mentioned by id, and the answers to it', () => {
  const record = aRecord()
  expect(begin(record, { field: 'owners' })).toEqual(['conversation-begun'])
  expect(answer(record)).toEqual(['remark-made'])
  expect(record.state()).toMatchObject({
    id: conversation,
    subject: { kind: 'action', id: action },
    field: 'owners',
    settled: null,
    remarks: [
      { by: ada, mentions: [{ kind: 'party', id: party, position: 1 }], edited: null, removed: null },
      { by: bo, text: 'The new team', mentions: [] },
    ],
  })
  expect(begin(record)).toMatchObject({ code: 'id-reused' })
  expect(answer(record)).toMatchObject({ code: 'id-reused' })
})

test.each([
  [{ field: 'sponsor' }, 'field'],
  [{ field: 'column other' }, 'field'],
  [{ text: `Ask @[person:${nobody}]` }, 'person'],
])('a conversation with %j is refused, since there is no such %s', (given, what) => {
  expect(begin(aRecord(), given)).toMatchObject({ code: 'not-found', args: { what } })
})

test('a conversation can be about a column of the force, or a field of a plan', () => {
  expect(begin(aRecord(), { field: 'column cost' })).toEqual(['conversation-begun'])
  const plan = { subject: { kind: 'plan', id: action }, field: 'sponsor' }
  expect(begin(aRecord(), plan)).toEqual(['conversation-begun'])
})

test('only the author edits and removes a remark; both leave their mark', () => {
  const record = aRecord()
  begin(record)
  answer(record)
  const own = { remarkId: idOf(12) }
  expect(record.give('edit-remark', { ...own, text: 'Mine now' })).toMatchObject({ code: 'not-author' })
  expect(record.give('remove-remark', own)).toMatchObject({ code: 'not-author' })
  expect(record.give('edit-remark', { ...own, text: `${mark} it is` }, bo)).toEqual(['remark-edited'])
  expect(record.state()?.remarks[1]).toMatchObject({
    text: `${mark} it is`,
    edited: `${today}T12:00:03.000Z`,
    mentions: [{ id: party, position: 3 }],
  })
  expect(record.give('edit-remark', { ...own, text: `${mark} it is` }, bo)).toEqual([])
  expect(record.give('remove-remark', own, bo)).toEqual(['remark-removed'])
  expect(record.state()?.remarks[1]).toMatchObject({
    text: null,
    mentions: [],
    removed: `${today}T12:00:04.000Z`,
  })
  expect(record.give('edit-remark', { ...own, text: 'Again' }, bo)).toMatchObject({ code: 'not-found' })
})

test('the words of a removed remark are shown at no earlier date or instant', () => {
  const record = aRecord()
  begin(record)
  answer(record)
  record.give('remove-remark', { remarkId: idOf(12) }, bo)
  const seen = conversationSeen(record.events, record.events.slice(0, 2))
  expect(seen?.remarks.map(({ text }) => text)).toEqual([`Who is ${mark}?`, null])
})

test('a settled conversation is opened again by its command, or by an answer', () => {
  const record = aRecord()
  expect(record.give('settle-conversation', {})).toMatchObject({ code: 'not-found' })
  begin(record)
  expect(record.give('settle-conversation', {}, bo)).toEqual(['conversation-settled'])
  expect(record.state()?.settled).toMatchObject({ by: bo })
  expect(record.give('settle-conversation', {})).toEqual([])
  expect(record.give('reopen-conversation', {})).toEqual(['conversation-reopened'])
  expect(record.give('reopen-conversation', {})).toEqual([])
  record.give('settle-conversation', {})
  answer(record)
  expect(record.state()?.settled).toBeNull()
})

test('what was done in a conversation is undone by who did it; an undone remark stays as removed', () => {
  const record = aRecord()
  begin(record)
  const begun = record.last()
  answer(record)
  const answered = record.last()
  expect(record.undo(answered)).toMatchObject({ code: 'not-author' })
  expect(record.undo(begun)).toMatchObject({ code: 'contradicts-later' })
  expect(record.undo(answered, bo)).toEqual(['command-undone'])
  expect(record.state()?.remarks[1]).toMatchObject({ text: null, removed: `${today}T12:00:03.000Z` })
  const undone = record.last()
  expect(record.undo(undone, bo)).toEqual(['command-undone'])
  expect(record.state()?.remarks[1]).toMatchObject({ text: 'The new team', removed: null })
})

test('a conversation that nobody answered is gone once its beginning is undone', () => {
  const record = aRecord()
  begin(record)
  expect(record.undo(record.last())).toEqual(['command-undone'])
  expect(record.state()).toBeNull()
  expect(answer(record)).toMatchObject({ code: 'not-found', args: { what: 'conversation' } })
})

test('an undone edit gives the words before it back, and the mark stays', () => {
  const record = aRecord()
  begin(record)
  record.give('edit-remark', { remarkId: idOf(11), text: 'Who?' })
  record.undo(record.last())
  expect(record.state()?.remarks[0]).toMatchObject({
    text: `Who is ${mark}?`,
    edited: `${today}T12:00:03.000Z`,
  })
})
