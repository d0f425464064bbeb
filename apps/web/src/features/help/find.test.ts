import { expect, test } from 'vitest'
import type { GuidePage } from '../../../guide.ts'
import { findInGuide } from './find.ts'

const part = (id: string, title: string, words: string) => ({ id, title, words, html: `<p>${words}</p>` })
const guide: GuidePage[] = [
  {
    name: '',
    title: 'Guide',
    html: '',
    parts: [part('who', 'Who reads what', 'Owners read about updates.')],
  },
  {
    name: 'actions',
    title: 'Actions',
    html: '',
    parts: [
      part('record', 'Record an update', 'Say what happened.'),
      part('long', 'Edit', `${'Before it stand many words. '.repeat(20)}Then an Update is named.`),
    ],
  },
]

test('sections with all the words are found, those with them in the title first', () => {
  expect(findInGuide(guide, 'update').map(({ href }) => href)).toEqual([
    '/help/actions#record',
    '/help#who',
    '/help/actions#long',
  ])
  expect(findInGuide(guide, '  An  UPDATE ')).toEqual([
    { href: '/help/actions#record', title: 'Record an update', page: 'Actions', words: 'Say what happened.' },
    expect.objectContaining({ href: '/help/actions#long' }),
  ])
})

test('of a long section the words around what was found are shown', () => {
  const [, , long] = findInGuide(guide, 'update')
  expect(long?.words).toMatch(/^… .*Then an Update is named\.$/)
  expect(long?.words.length).toBeLessThan(140)
})

test('nothing asked, and nothing found, is an empty list', () => {
  expect([findInGuide(guide, ' '), findInGuide(guide, 'helicopter')]).toEqual([[], []])
})
