import { expect, test } from 'vitest'
import { compared, inTurns, type Operation } from './turns.ts'

const cost = (wall: number, cpu: number, bytes: number | null = null) => ({ wall, cpu, bytes })

test('the middle of each cost counts, and the middle of the ratios of the turns', () => {
  expect(
    compared([
      [cost(3, 10), cost(1, 5)],
      [cost(4, 40), cost(2, 10)],
      [cost(9, 30), cost(9, 10)],
    ]),
  ).toEqual({
    first: cost(4, 30),
    second: cost(2, 10),
    ratio: { cpu: 3, wall: 2 },
  })
})

test('bytes are the mean: a file grows in steps', () => {
  const { first, second } = compared([
    [cost(1, 1, 0), cost(1, 1)],
    [cost(1, 1, 9_000), cost(1, 1)],
    [cost(1, 1, 0), cost(1, 1)],
  ])
  expect([first.bytes, second.bytes]).toEqual([3_000, null])
})

test('two operations take turns, each as often as its cost allows, and what comes before is not counted', async () => {
  const done: string[] = []
  const operation = (name: string, each: number, more: Partial<Operation> = {}): Operation => {
    let used = 0
    return {
      async run() {
        done.push(name)
        used += each
        return each
      },
      cpu: () => used,
      ...more,
    }
  }
  const slow = operation('slow', 10, { most: 3, things: 2 })
  const { first, second, ratio } = await inTurns(
    [slow, operation('fast', 2, { before: async () => undefined })],
    {
      turns: 2,
      turn: 6,
      warm: 0,
    },
  )
  expect([first, second, ratio.cpu]).toEqual([cost(5, 5), cost(2, 2), 2.5])
  expect(done.join(' ')).toBe('slow slow fast fast slow fast fast fast slow fast fast fast')
})
