import { expect, test } from 'vitest'
import { linkedTo } from './linked.ts'

test('the linked objects are those of the requested kind, in the order in which they were added', () => {
  const links = [
    { kind: 'depends-on', to: 'b' },
    { kind: 'serves', to: 'a' },
    { kind: 'depends-on', to: 'a' },
  ] as const
  expect(linkedTo({ links }, 'depends-on')).toEqual(['b', 'a'])
  expect(linkedTo({ links }, 'serves')).toEqual(['a'])
  expect(linkedTo({ links }, 'supersedes')).toEqual([])
})
