import { describe, expect, test } from 'vitest'
import { lineOf, typed } from './line.ts'

describe('a line being typed', () => {
  test.each([
    ['letters go in at the cursor', { text: 'ac', cursor: 1 }, 'b', {}, { text: 'abc', cursor: 2 }],
    ['pasted lines become one', lineOf(), 'one\r\ntwo', {}, { text: 'one two', cursor: 7 }],
    ['an emoji is one letter', lineOf('👮'), '', { backspace: true }, { text: '', cursor: 0 }],
    [
      'Backspace at the beginning changes nothing',
      { text: 'a', cursor: 0 },
      '',
      { backspace: true },
      { text: 'a', cursor: 0 },
    ],
    [
      'Ctrl-W takes the word before the cursor',
      lineOf('by June 27'),
      'w',
      { ctrl: true },
      { text: 'by June ', cursor: 8 },
    ],
    [
      'Ctrl-U takes all before the cursor',
      { text: 'abcd', cursor: 2 },
      'u',
      { ctrl: true },
      { text: 'cd', cursor: 0 },
    ],
    ['Home and End move', lineOf('abc'), '', { home: true }, { text: 'abc', cursor: 0 }],
    ['another Ctrl key types nothing', lineOf('a'), 'x', { ctrl: true }, { text: 'a', cursor: 1 }],
  ])('%s', (_, line, input, key, after) => {
    expect(typed(line, input, key)).toEqual(after)
  })
})
