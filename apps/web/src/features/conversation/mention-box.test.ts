import type { MentionView } from '@beatbook/contract'
import { mentionMark } from '@beatbook/domain'
import { expect, test } from 'vitest'
import { type Labels, labelFor, typingAt, withChosen, wordsToEdit, wordsToSend } from './mention-box.ts'

const idOf = (number: number) => `01a00000-0000-7000-8000-${String(number).padStart(12, '0')}`
const team: MentionView = { kind: 'party', id: idOf(1), name: 'Dock Team' }
const desk: MentionView = { kind: 'person', id: idOf(2), name: 'Desk' }
const none: Labels = new Map()

test.each([
  ['Ask @', { from: 4, letters: '' }],
  ['Ask @do', { from: 4, letters: 'do' }],
  ['@dock te', { from: 0, letters: 'dock te' }],
  ['Ask @ do', null],
  ['desk@example', null],
  ['nothing', null],
  ['@do\nmore', null],
  [`@${'a'.repeat(41)}`, null],
])('in “%s” the name that is typed is %j', (text, typing) => {
  expect(typingAt(text, text.length, none)).toEqual(typing)
})

test('only what stands before the caret is typed, and a chosen name is typed no more', () => {
  expect(typingAt('Ask @do now', 7, none)).toEqual({ from: 4, letters: 'do' })
  const chosen = new Map([['Dock Team', team]])
  expect(typingAt('@Dock Team please', 17, chosen)).toBeNull()
  expect(typingAt('@Dock Team', 10, chosen)).toEqual({ from: 0, letters: 'Dock Team' })
})

test('the chosen name takes the place of what was typed, with one space after it', () => {
  const typing = { from: 4, letters: 'do' }
  expect(withChosen('Ask @do', typing, 'Dock Team')).toEqual({ text: 'Ask @Dock Team ', caret: 15 })
  expect(withChosen('Ask @do now', typing, 'Dock Team').text).toBe('Ask @Dock Team now')
})

test('two of the same name are told apart', () => {
  const labels = new Map([['Desk', desk]])
  expect(labelFor(labels, desk)).toBe('Desk')
  expect(labelFor(labels, { ...team, name: 'Desk' })).toBe('Desk (2)')
})

test('what is edited is sent again as it was', () => {
  const words = `${mentionMark(team)} and ${mentionMark({ ...team, id: idOf(3) })}, ask ${mentionMark(desk)}`
  const edited = wordsToEdit(words, [team, { ...team, id: idOf(3) }, desk])
  expect(edited.text).toBe('@Dock Team and @Dock Team (2), ask @Desk')
  expect(wordsToSend(edited.text, edited.labels)).toBe(words)
})
