import { describe, expect, test } from 'vitest'
import { lineOf, lineWithin, typed } from './line.ts'

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

test('the part of a line that fits has the cursor in it', () => {
  expect(lineWithin(lineOf('level:red'), 20)).toEqual(lineOf('level:red'))
  expect(lineWithin(lineOf('level:red'), 6)).toEqual({ text: 'l:red', cursor: 5 })
  expect(lineWithin({ text: 'level:red', cursor: 0 }, 6)).toEqual({ text: 'level', cursor: 0 })
  expect(lineWithin(lineOf('警察署'), 5)).toEqual({ text: '察署', cursor: 2 })
})
