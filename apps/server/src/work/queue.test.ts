import { expect, test } from 'vitest'
import { fairQueue } from './queue.ts'

const anybody = () => true
const filled = (...items: string[]) => {
  const queue = fairQueue<string>()
  for (const item of items) queue.add(item[0] as string, item)
  return queue
}
const taken = (queue: ReturnType<typeof filled>) =>
  Array.from({ length: queue.size }, () => queue.take(anybody))

test('people take turns, each with their own in order', () => {
  expect(taken(filled('a1', 'a2', 'a3', 'b1', 'c1', 'c2'))).toEqual(['a1', 'b1', 'c1', 'a2', 'c2', 'a3'])
})

test('a person who may have nothing now is skipped and does not lose the turn', () => {
  const queue = filled('a1', 'a2', 'b1', 'b2')
  expect(queue.take((person) => person !== 'a')).toBe('b1')
  expect(queue.some((person) => person === 'c')).toBe(false)
  expect(taken(queue)).toEqual(['a1', 'b2', 'a2'])
})

test('the number ahead is the number taken before', () => {
  const items = ['a1', 'a2', 'a3', 'b1', 'c1', 'c2', 'd1', 'b2']
  const queue = filled(...items)
  queue.take(anybody)
  queue.take(anybody)
  const left = items.filter((item) => !['a1', 'b1'].includes(item))
  const ahead = Object.fromEntries(left.map((item) => [item, queue.ahead(item[0] as string, item)]))
  expect(ahead).toEqual(Object.fromEntries(taken(queue).map((item, index) => [item, index])))
})

test('a removed item is never taken', () => {
  const queue = filled('a1', 'a2', 'b1')
  queue.remove('a', 'a1')
  queue.remove('b', 'b1')
  queue.remove('b', 'b1')
  expect([queue.size, queue.of('a'), queue.of('b')]).toEqual([1, 1, 0])
  expect(queue.clear()).toEqual(['a2'])
  expect([queue.size, queue.some(anybody)]).toEqual([0, false])
})
