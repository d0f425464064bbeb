import { expect, test } from 'vitest'
import { narrowingOf, paramsOf } from './narrowing.ts'

test('a URL filters a list, and the filters produce the same URL', () => {
  const search = {
    level: 'red,none',
    rules: 'red,not-due',
    disagrees: 'yes',
    evidence: 'no',
    tag: 'ASB,Night time',
    stage: 'in-progress',
    priority: 'high,none',
    owner: 'p1',
    'due-by': '2026-12-31',
    'due-from': '2026-10-01',
    'silent-over': '42',
    words: 'watch',
    withdrawn: 'only',
  }
  const narrowing = narrowingOf(search)
  expect(narrowing).toEqual({
    levels: ['red', 'none'],
    computed: ['red', 'not-due'],
    disagrees: true,
    evidence: false,
    tags: ['ASB', 'Night time'],
    stages: ['in-progress'],
    priority: ['high', 'none'],
    owner: 'p1',
    dueBy: '2026-12-31',
    dueFrom: '2026-10-01',
    silentOver: 42,
    text: 'watch',
    withdrawn: 'only',
  })
  expect(paramsOf(narrowing)).toEqual({ ...search, section: null })
})

test('invalid parameters of a URL are ignored', () => {
  expect(narrowingOf({ level: 'purple', 'due-by': '31/12/2026', withdrawn: 'perhaps', words: '' })).toEqual(
    {},
  )
})
