import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { againstLanded, isWorse, type Landed, lineOf, missingRows } from './landed.ts'
import { root } from './process.ts'
import { works } from './work/works.ts'

const landed: Landed = { commit: 'a1b2c3d', rows: { list: 2, update: 4 } }

test.each([
  [2, false],
  [1, false],
  [3, false],
  [3.01, true],
  [Number.NaN, true],
])('a ratio of %d where 2 has landed: worse is %s', (now, worse) => {
  expect(isWorse(againstLanded(landed, 'list', now))).toBe(worse)
})

test('a row that has not landed is not worse', () => {
  const row = againstLanded(landed, 'new', 100)
  expect([isWorse(row), row.worse]).toEqual([false, null])
})

test('a row that is no longer measured is missing', () => {
  expect(missingRows(landed, ['list', 'new'])).toEqual(['update'])
})

test('a line has the ratio, the one that landed and how they compare', () => {
  expect(lineOf(againstLanded(landed, 'list', 2.5))).toMatch(/^list +2\.50 {2}landed +2\.00: 1\.25 ×$/)
  expect(lineOf({ ...againstLanded(landed, 'list', 3.5), worse: 1.02, isBeside: true })).toMatch(
    /3\.50 {2}landed +2\.00: 1\.02 × beside it$/,
  )
  expect(lineOf(againstLanded(landed, 'new', 0.04))).toMatch(/^new +0\.0400 {2}new$/)
})

test('the file that is checked in has the rows of the short form', () => {
  const file = JSON.parse(readFileSync(join(root, 'bench/landed.json'), 'utf8')) as Landed
  const quick = works.flatMap(({ name, quick }) => (quick === undefined ? [] : name))
  expect(Object.keys(file.rows).sort()).toEqual(quick.sort())
  expect(Object.values(file.rows).every((ratio) => ratio > 0)).toBe(true)
})
