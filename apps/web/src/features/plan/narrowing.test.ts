import { expect, test } from 'vitest'
import { narrowingOf, paramsOf, sortingOf } from './narrowing.ts'

test('an address narrows a list, and the narrowing writes the same address again', () => {
  const search = {
    level: 'red,none',
    rules: 'red,not-due',
    disagrees: 'yes',
    stage: 'in-progress',
    priority: 'high,none',
    owner: 'p1',
    'due-by': '2026-12-31',
    words: 'watch',
    withdrawn: 'only',
  }
  const narrowing = narrowingOf(search)
  expect(narrowing).toEqual({
    levels: ['red', 'none'],
    computed: ['red', 'not-due'],
    disagrees: true,
    stages: ['in-progress'],
    priority: ['high', 'none'],
    owner: 'p1',
    dueBy: '2026-12-31',
    text: 'watch',
    withdrawn: 'only',
  })
  expect(paramsOf(narrowing)).toEqual({ ...search, section: null })
})

test('what does not fit in an address is left out', () => {
  expect(narrowingOf({ level: 'purple', 'due-by': '31/12/2026', withdrawn: 'perhaps', words: '' })).toEqual(
    {},
  )
})

test('a list stands in the plan’s own order unless the address says otherwise', () => {
  expect(sortingOf({})).toEqual({ sort: 'place', descending: false })
  expect(sortingOf({ sort: '-last-update' })).toEqual({ sort: 'last-update', descending: true })
  expect(sortingOf({ sort: 'colour' })).toEqual({ sort: 'place', descending: false })
})
