import { expect, test } from 'vitest'
import { keysIn } from './keys.ts'

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

test('a single key is passed on as Ink reports it', () => {
  expect(keysIn('', true)).toEqual([{ input: '', key: {} }])
})
