import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Part, parts, partsNamed } from './parts.ts'
import { reportOf, withReport } from './report.ts'
import { resultsIn } from './results.ts'
import { runParts } from './run.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'beatbook-full-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const part = (name: string, script: string): Part => ({
  name,
  command: () => [process.execPath, '-e', script],
})
const run = (all: readonly Part[], more: { again?: boolean; stop?: AbortSignal } = {}) => {
  const lines: string[] = []
  return runParts({
    root: folder,
    parts: all,
    seed: 7,
    results: join(folder, 'results.jsonl'),
    again: more.again ?? false,
    say: (line) => void lines.push(line.replace(/, \d+ s$/, '')),
    stop: more.stop ?? new AbortController().signal,
  }).then((results) => ({ lines, passed: results.map(({ part, passed }) => [part, passed]) }))
}

test('a part that passed is not run again, one that failed is', async () => {
  const seeded = part('seeded', 'process.exit(process.env.BEATBOOK_SEED === "7" ? 0 : 1)')
  const failing = part('failing', 'process.exit(3)')
  const expected = [
    ['failing', false],
    ['seeded', true],
  ]
  const first = await run([failing, seeded])
  expect(first.passed).toEqual(expected)
  expect(first.lines).toEqual(['running: failing', 'FAILED: failing', 'running: seeded', 'passed: seeded'])
  const second = await run([failing, seeded])
  expect(second.passed).toEqual(expected)
  expect(second.lines).toEqual(['running: failing', 'FAILED: failing', 'passed before: seeded'])
  expect((await run([seeded], { again: true })).lines).toEqual(['running: seeded', 'passed: seeded'])
})

test('a part that was stopped is not recorded, and a line that was cut off is ignored', async () => {
  const stop = new AbortController()
  const slow = part('slow', 'setTimeout(() => {}, 60000)')
  setTimeout(() => stop.abort(), 300)
  const stopped = await run([slow, part('next', '')], { stop: stop.signal })
  expect([stopped.passed, stopped.lines]).toEqual([[], ['running: slow']])
  const file = join(folder, 'results.jsonl')
  expect(resultsIn(file).size).toBe(0)
  await run([part('quick', '')])
  appendFileSync(file, '{"part":"next","pas')
  expect([...resultsIn(file).keys()]).toEqual(['quick'])
})

test('parts are chosen by words of their names', () => {
  expect(partsNamed(parts, [])).toBe(parts)
  expect(partsNamed(parts, ['kill', 'tests 1']).map(({ name }) => name)).toEqual(['tests 1/8', 'attack kill'])
  expect(new Set(parts.map(({ name }) => name)).size).toBe(parts.length)
})

test('the report takes the place of the last one in the page', () => {
  const results = [
    { part: 'tests 1/8', passed: true, seed: 7, seconds: 125 },
    { part: 'attack kill', passed: false, seed: 7, seconds: 40 },
  ]
  const report = reportOf(results, 'abc1234', '2026-11-29')
  expect(report).toContain('On 2026-11-29 at commit `abc1234`: 1 failed, 2 min 45 s in all.')
  expect(report).toContain('| `tests 1/8` | passed | 7 | 2 min 5 s |')
  const page =
    'Before\n<!-- the last full run: written by test:full -->\nold\n<!-- end of the last full run -->\nAfter\n'
  const written = withReport(page, report)
  expect(written).not.toContain('old')
  expect(withReport(written, report)).toBe(written)
  expect([written.startsWith('Before\n'), written.endsWith('\nAfter\n')]).toEqual([true, true])
  expect(() => withReport('nothing', report)).toThrow('lacks')
})
