import { expect, test } from 'vitest'
import { written } from './report.ts'
import { amountOf } from './run.ts'

const usual = { rounds: 200, seconds: 60 }

test('a command has its default amount, and options override it', () => {
  expect(amountOf([], usual)).toMatchObject(usual)
  expect(amountOf(['--rounds', '3', '--seed', '7', '--seconds', '9'], usual)).toEqual({
    rounds: 3,
    seed: 7,
    seconds: 9,
  })
})

test.each([[['--rounds', 'many']], [['--rounds']], [['--speed', '3']], [['kill']]])(
  '%s is not understood',
  (args) => {
    expect(amountOf(args, usual)).toEqual(expect.any(String))
  },
)

test('a report has the number of tries, the failures and its seed', () => {
  const report = {
    lines: [
      { what: 'kills', tries: 2_000, failures: ['one is lost'] },
      { what: 'starts', tries: 1, failures: [], note: 'median 1 s' },
    ],
  }
  expect(written('kill', report, 7, 61.4).split('\n')).toEqual([
    '| what | tries | failures | |',
    '|---|--:|--:|---|',
    '| kills | 2,000 | 1 |  |',
    '| starts | 1 | 0 | median 1 s |',
    '',
    'FAILED kills: one is lost',
    '',
    'kill: 2,001 tries, 1 failure, seed 7, 61 s',
  ])
})
