import { expect, test } from 'vitest'
import { hasLayout, layoutOf, paramsOfLayout, sortsAfter } from './layout.ts'

test('a layout is in the URL, and is read again as it was', () => {
  const layout = {
    sorts: [
      { by: 'level' as const, descending: true },
      { by: 'column:ward' as const, descending: false },
    ],
    group: 'owner' as const,
    columns: [{ key: 'ref' }, { key: 'text', width: 300 }, { key: 'column:ward' }],
  }
  const params = paramsOfLayout(layout)
  expect(params).toEqual({ sort: '-level,column:ward', group: 'owner', cols: 'ref,text~300,column:ward' })
  expect(layoutOf(params as Record<string, string>)).toEqual(layout)
  expect(paramsOfLayout({ sorts: [] })).toEqual({ sort: null, group: null, cols: null })
})

test('what is wrong in a URL is left out, and the rest is read', () => {
  const wrong = layoutOf({ sort: 'nonsense,-timescale,place', group: 'colour', cols: 'text~9999999' })
  expect(wrong).toEqual({ sorts: [{ by: 'timescale', descending: true }] })
  expect([hasLayout({ level: 'red' }), hasLayout({ group: 'owner' })]).toEqual([false, true])
})

test('a heading sorts by its column, the other way, and not at all; with Shift behind the others', () => {
  const rising = sortsAfter([], 'level', false)
  expect(rising).toEqual([{ by: 'level', descending: false }])
  const falling = sortsAfter(rising, 'level', false)
  expect(falling).toEqual([{ by: 'level', descending: true }])
  expect(sortsAfter(falling, 'level', false)).toEqual([])
  expect(sortsAfter(falling, 'owner', false)).toEqual([{ by: 'owner', descending: false }])
  const both = sortsAfter(falling, 'owner', true)
  expect(both).toEqual([...falling, { by: 'owner', descending: false }])
  expect(sortsAfter(both, 'level', true)).toEqual([{ by: 'owner', descending: false }])
  expect(sortsAfter(both, 'owner', true)).toEqual([...falling, { by: 'owner', descending: true }])
})
