import { expect, test } from 'vitest'
import { partLines } from './plain-lines.ts'

const parts = (...lines: string[]) =>
  partLines(lines.map((text, i) => ({ text, pieces: [i] })))?.map((p) => [
    p.kind,
    `${p.marker} ${p.text}`.trim(),
  ]) ?? null

test.each<[string, string[], [string, string][] | null]>([
  [
    'the lines of one paragraph belong together',
    ['The force has set up a group that meets every', 'fortnight in the library.'],
    null,
  ],
  ['a title over two lines belongs together', ['Local Policing', 'Community Charter'], null],
  [
    'a short line above a paragraph is its heading',
    ['Answering the call', 'We looked at how quickly the public can reach the force.'],
    [
      ['heading', 'Answering the call'],
      ['paragraph', 'We looked at how quickly the public can reach the force.'],
    ],
  ],
  [
    'navigation stands for itself',
    ['Menu', 'Search', 'Safe custody'],
    [
      ['paragraph', 'Menu'],
      ['paragraph', 'Search'],
      ['paragraph', 'Safe custody'],
    ],
  ],
  [
    'a date stands for itself',
    ['Eastvale Board', '12th November 2024'],
    [
      ['paragraph', 'Eastvale Board'],
      ['paragraph', '12th November 2024'],
    ],
  ],
  [
    'numbered lines are items',
    ['1.1 We will meet', 'often.', '1.2 We will talk.'],
    [
      ['item', '1.1 We will meet often.'],
      ['item', '1.2 We will talk.'],
    ],
  ],
  [
    'headings stand above an announcement',
    ['Objective 1', 'Safer roads', 'We will:'],
    [
      ['heading', 'Objective 1 Safer roads'],
      ['paragraph', 'We will:'],
    ],
  ],
  [
    'a list may have lost its bullets',
    ['We will do this by:', 'Finding causes', 'Sharing with those who', 'need it'],
    [
      ['paragraph', 'We will do this by:'],
      ['item', 'Finding causes'],
      ['item', 'Sharing with those who need it'],
    ],
  ],
])('%s', (_rule, lines, expected) => {
  expect(parts(...lines)).toEqual(expected)
})
