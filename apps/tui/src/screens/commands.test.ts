import { describe, expect, test } from 'vitest'
import { commandOf, completions } from './commands.ts'

describe('the command line of the screens', () => {
  test.each([
    ['as-at 30 June 2026', { name: 'as-at', rest: '30 June 2026' }],
    ['  quit ', { name: 'quit', rest: '' }],
    ['q', { name: 'quit', rest: '' }],
    ['action charter/32', { name: 'action', rest: 'charter/32' }],
    ['action edit charter/32 --ref 40', null],
    ['plan add "Dock watch"', null],
    ['plan', { name: 'plans', rest: '' }],
    ['action editorial/1', { name: 'action', rest: 'editorial/1' }],
    ['u', null],
    ['fly', null],
    ['', null],
  ])('“%s”', (line, command) => {
    expect(commandOf(line)).toEqual(command)
  })

  test('completes names, then plans and addresses', () => {
    const known = { plans: ['charter', 'close-to-home'], addresses: ['charter/1', 'charter/12', 'charter/2'] }
    expect(completions('un', known)).toEqual(['undo'])
    expect(completions('actions ch', known)).toEqual(['actions charter'])
    expect(completions('action charter/1', known)).toEqual(['action charter/1', 'action charter/12'])
    expect(completions('quit ', known)).toEqual([])
    expect(completions('action charter/1 c', known)).toEqual([])
  })

  test('completes the derived commands and questions, word by word', () => {
    const known = { plans: [], addresses: [] }
    expect(completions('forc', known)).toEqual(['force'])
    expect(completions('force n', known)).toEqual(['force name'])
    expect(completions('action ed', known)).toEqual(['action edit'])
    expect(completions('plan ', known)).toEqual([
      'plan add',
      'plan edit',
      'plan archive',
      'plan restore',
      'plan begin',
    ])
    expect(completions('section ', known)).toEqual([
      'section add',
      'section rename',
      'section move',
      'section remove',
      'section merge',
    ])
    expect(completions('column ', known)).toEqual(['column add', 'column change', 'column remove'])
    expect(completions('area', known)).toEqual(['areas'])
    expect(completions('force name ', known)).toEqual([])
    expect(completions('', known)).toEqual(expect.arrayContaining(['plans', 'force', 'column', 'areas']))
    expect(completions('', known)).not.toContain('clock')
  })
})
