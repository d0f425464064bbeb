import { expect, test } from 'vitest'
import {
  conversationAbout,
  conversationCountWords,
  conversationFieldGiven,
  conversationFields,
  remarkWords,
  unreadHeading,
} from './words.ts'

const columns = [{ code: 'unit-cost', title: 'Unit cost' }]

test.each([
  ['owners', 'owners'],
  ['Owner', 'owners'],
  ['declared', 'level'],
  ['Action', 'text'],
  ['Unit cost', 'column unit-cost'],
  ['unit-cost', 'column unit-cost'],
  ['weather', null],
])('“%s” of an action is the field %s', (typed, field) => {
  expect(conversationFieldGiven('action', typed, columns)).toBe(field)
})

test('every field that is offered has a title and is understood by it', () => {
  for (const kind of ['action', 'plan'] as const)
    for (const { field, title } of conversationFields(kind, columns)) {
      expect(conversationAbout({ kind }, field, columns)).toBe(title)
      expect(conversationFieldGiven(kind, title, columns)).toBe(field)
    }
  expect(conversationAbout({ kind: 'plan' }, null)).toBeNull()
})

test('a remark is read with names, and says when it was removed', () => {
  const id = '01a00000-0000-7000-8000-000000000001'
  const mentions = [{ kind: 'party' as const, id, name: 'Estates' }]
  expect(remarkWords({ text: `Ask @[party:${id}]`, mentions })).toBe('Ask @Estates')
  expect(remarkWords({ text: null, mentions: [] })).toBe('(removed)')
})

test('conversations and mentions are counted in words', () => {
  const conversation = (settled: boolean) => ({ settled: settled ? {} : null }) as never
  expect(conversationCountWords({ conversations: [] })).toBe('none yet')
  expect(conversationCountWords({ conversations: [false, true, false].map(conversation) })).toBe(
    '2 open, 1 settled',
  )
  expect(conversationCountWords({ conversations: [conversation(true)] })).toBe('1 settled')
  expect(unreadHeading(1)).toBe('1 comment mentions you or an owner you answer for')
  expect(unreadHeading(2)).toBe('2 comments mention you or an owner you answer for')
})
