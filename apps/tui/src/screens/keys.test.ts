import { expect, test } from 'vitest'
import { isBlock, keysIn } from './keys.ts'

test('keys that arrive together are single keys', () => {
  expect(keysIn('jjk', false).map(({ input }) => input)).toEqual(['j', 'j', 'k'])
})

test('while text is typed, Tab and Enter are separated from it', () => {
  expect(keysIn('16 fitted\tby June 27\r', true)).toEqual([
    { input: '16 fitted', key: {} },
    { input: '', key: { tab: true } },
    { input: 'by June 27', key: {} },
    { input: '', key: { return: true } },
  ])
})

test('Ctrl with a letter is a separate key, in any position', () => {
  expect(keysIn('soon\u0015today', true)).toEqual([
    { input: 'soon', key: {} },
    { input: 'u', key: { ctrl: true } },
    { input: 'today', key: {} },
  ])
  expect(keysIn('j\u0004', false)).toEqual([
    { input: 'j', key: {} },
    { input: 'd', key: { ctrl: true } },
  ])
})

test('several lines in one read are a block, and so is a long one with its line break', () => {
  expect(isBlock('one paragraph\rand another')).toBe(true)
  expect(isBlock('one paragraph\r\rand another\r')).toBe(true)
  expect(isBlock(`${'said '.repeat(40)}\r`)).toBe(true)
  expect(isBlock('16 fitted\tby June 27\r')).toBe(false)
  expect(isBlock('\r')).toBe(false)
  expect(isBlock('said '.repeat(40))).toBe(false)
})

test('a single key is passed on as Ink reports it', () => {
  expect(keysIn('', true)).toEqual([{ input: '', key: {} }])
})
