import { expect, test } from 'vitest'
import { readDocument } from './read.ts'
import { whereOf } from './where.ts'

const texts = ['Walk the  beat', 'then stop', '•', 'and go on']
const where = whereOf('Walk the beat then stop and go\non', [0, 1, 2, 3], (piece) => texts[piece] ?? '')

test('a range has the pieces it was read from, whatever white space is between them', () => {
  const stretch = (words: string) => {
    const found = where.find(words, 0)
    return found && where.between(found.start, found.end)
  }
  expect(stretch('the beat')).toEqual([0])
  expect(stretch('beat then')).toEqual([0, 1])
  expect(stretch('then stop')).toEqual([1])
  expect(stretch('stop and go on')).toEqual([1, 2, 3])
  expect(stretch('nowhere')).toBeNull()
})

test('consecutive ranges together have every piece, including one that is not in the text', () => {
  const cuts = [0, 4, 9, 14, 24, 33].map(where.place)
  const all = cuts.slice(1).flatMap((cut, n) => where.between(cuts[n] ?? 0, cut))
  expect([...new Set(all)]).toEqual([0, 1, 2, 3])
})

test('each entry of a log in one paragraph has its own lines', async () => {
  const log =
    'The force should walk.\n[on]8 May 2018[status]complete[/status]\nWalked the beat[/comment]\nSpoke to the\nward[/comment]\n'
  const result = await readDocument('log.txt', new TextEncoder().encode(log))
  if (!result.ok) throw new Error(result.error.code)
  const updates = result.value.plans[0]?.sections[0]?.actions[0]?.updates ?? []
  expect(
    updates.map(({ text, from }) => [
      text,
      from.map((piece) => result.value.source.pieces[piece]?.place.line),
    ]),
  ).toEqual([
    ['Walked the beat', [2, 3]],
    // The day of both is in line 2.
    ['Spoke to the ward', [2, 4, 5]],
  ])
})
