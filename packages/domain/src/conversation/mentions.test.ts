import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  markMentions,
  mentionMark,
  mentionsIn,
  type NamedMention,
  namesMatching,
  remarkParts,
  remarkText,
} from './mentions.ts'

const idOf = (number: number) => `01a00000-0000-7000-8000-${String(number).padStart(12, '0')}`
const estates: NamedMention = { kind: 'party', id: idOf(1), name: 'Estates' }
const team: NamedMention = { kind: 'party', id: idOf(2), name: 'Estates Team' }
const ada: NamedMention = { kind: 'person', id: idOf(3), name: 'Desk Officer' }
const known = [estates, team, ada]
const nameOf = ({ id }: { readonly id: string }) => known.find((each) => each.id === id)?.name ?? '?'

test.each([
  ['@Estates, please look', `${mentionMark(estates)}, please look`],
  ['Ask @estates team.', `Ask ${mentionMark(team)}.`],
  ['(@Desk Officer) and @Estates', `(${mentionMark(ada)}) and ${mentionMark(estates)}`],
  ['@Estatesman is another', '@Estatesman is another'],
  ['desk@estates is an address', 'desk@estates is an address'],
  ['@@Estates', `@${mentionMark(estates)}`],
  ['at @ nine', 'at @ nine'],
])('“%s” is “%s” with the mentions marked', (typed, marked) => {
  expect(markMentions(typed, known)).toBe(marked)
})

test('a name in quotation marks is meant as without them', () => {
  for (const typed of ['Ask @"estates team" now', 'Ask @“Estates Team” now'])
    expect(markMentions(typed, known)).toBe(`Ask ${mentionMark(team)} now`)
  expect(markMentions('Ask @"Estates Te" now', known)).toBe('Ask @"Estates Te" now')
})

test('each person and party that is mentioned is named once, in the order of the words', () => {
  const words = markMentions('@Desk Officer, @Estates and @desk officer', known)
  expect(mentionsIn(words).map(({ id }) => id)).toEqual([ada.id, estates.id])
  expect(remarkText(words, nameOf)).toBe('@Desk Officer, @Estates and @Desk Officer')
})

test('the parts of words, joined, are the words, and what is marked is found again', () => {
  const some = fc.oneof(fc.string(), fc.constantFrom('@Estates', '@Estates Team', ' ', '@', '@[party:', ']'))
  fc.assert(
    fc.property(fc.array(some, { maxLength: 8 }), (pieces) => {
      const marked = markMentions(pieces.join(''), known)
      const joined = remarkParts(marked)
        .map((part) => ('text' in part ? part.text : mentionMark(part.mention)))
        .join('')
      expect(joined).toBe(marked)
      // Marking again changes nothing: a mark has no name after its “@”.
      expect(markMentions(marked, known)).toBe(marked)
    }),
  )
})

test('the names that have every word typed come in the order of how well they fit', () => {
  const names = ['Harbour Estates', 'Quay Lead', 'Bestow Team', 'Estates', 'Estates of the quay']
  const named = names.map((name, index) => ({ id: String(index), name }))
  const found = (typed: string) => namesMatching(typed, named).map(({ name }) => name)
  expect(found('est')).toEqual(['Estates', 'Estates of the quay', 'Harbour Estates', 'Bestow Team'])
  expect(found('quay est')).toEqual(['Estates of the quay'])
  expect(found('nobody')).toEqual([])
  expect(found('')).toHaveLength(names.length)
})
