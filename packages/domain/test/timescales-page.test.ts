import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readTimescale } from '../src/timescale/read.ts'

const page = readFileSync(new URL('../../../docs/timescales.md', import.meta.url), 'utf8')
const rows = [...page.matchAll(/^\| `(?<said>[^`]+)` \| (?<rest>.*) \|$/gm)].map(({ groups }) => ({
  said: groups?.said ?? '',
  written: (groups?.rest ?? '').split('|').map((cell) => cell.trim()),
}))

test('the page has its table', () => {
  expect(rows.length).toBeGreaterThan(30)
})

test.each(rows)('docs/timescales.md: $said is read as the page says', ({ said, written }) => {
  const { timescale, notes } = readTimescale(said)
  expect([
    timescale.kind,
    timescale.earliest ?? '',
    timescale.latest ?? '',
    timescale.precision ?? '',
    notes.map(({ code }) => code).join(', '),
  ]).toEqual(written)
})
