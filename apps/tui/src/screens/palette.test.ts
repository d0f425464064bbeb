import { commands } from '@beatbook/domain'
import { expect, test } from 'vitest'
import { lineCommands } from './commands.ts'
import { exportLine } from './intents.ts'
import { paletteEntries, paletteFor } from './palette.ts'

const names = (typed: string) => paletteFor(typed).map(({ name }) => name)

test('every command has its sentence, once', () => {
  const all = paletteEntries.map(({ name }) => name)
  expect(new Set(all).size).toBe(all.length)
  for (const { name } of lineCommands) expect(all).toContain(name)
  expect(all).toContain('force name')
  expect(all).toContain('action edit')
  for (const name of ['import', 'rules pin', 'attach', 'comment edit', 'bulk', 'withdraw', 'history'])
    expect(all).toContain(name)
  expect(Object.keys(commands).length).toBeGreaterThan(20)
  for (const { does } of paletteEntries) expect(does).toMatch(/\S{2,}/)
})

test('the line that takes a list out has its plan, filter and day', () => {
  expect(exportLine({ code: 'charter', filter: '' }, null)).toBe('export charter --output charter.xlsx')
  expect(exportLine({ code: null, filter: `level:red "O'Neill"` }, '2026-03-31')).toBe(
    `export --where 'level:red "O'\\''Neill"' --as-at 2026-03-31 --output actions.xlsx`,
  )
})

test.each([
  ['', 'plans'],
  ['over', 'override'],
  ['as', 'as-at'],
  ['ovrd', 'override'],
  ['trneds', 'trends'],
  ['rename section', 'section rename'],
  ['let the rules', 'lift'],
  ['action ed', 'action edit'],
  ['action charter/32', 'action'],
  ['group owner', 'group'],
])('“%s” finds %s first', (typed, first) => {
  expect(names(typed)[0]).toBe(first)
})

test('what nothing is called finds nothing', () => {
  expect(names('xyzzy')).toEqual([])
})
