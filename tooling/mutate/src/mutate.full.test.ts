import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { mutate } from './mutate.ts'
import { reportOf } from './report.ts'
import { type Tried, written } from './results.ts'

const files: Record<string, string> = {
  'packages/late/package.json': '{ "name": "late", "type": "module" }',
  'packages/late/src/late.ts': `export const isLate = (days: number): boolean => days > 0
export const isBoth = (a: boolean, b: boolean): boolean => a && b
export const upTo = (most: number): number => {
  let n = 0
  while (n < most) n = n + 1
  return n
}
`,
  'packages/late/src/late.test.ts': `import { expect, test } from 'vitest'
import { isBoth, isLate, upTo } from './late.ts'

test('what is long past is late', () => expect([isLate(5), isLate(-5)]).toEqual([true, false]))
test('both are both', () => expect([isBoth(true, true), isBoth(true, false)]).toEqual([true, false]))
test('three', () => expect(upTo(3)).toBe(3))
`,
  'packages/late/src/alone/alone.ts': 'export const isOld = (days: number): boolean => days > 9\n',
}
const root = mkdtempSync(join(tmpdir(), 'beatbook-mutate-test-'))
for (const [file, text] of Object.entries(files)) {
  mkdirSync(dirname(join(root, file)), { recursive: true })
  writeFileSync(join(root, file), text)
}
symlinkSync(fileURLToPath(new URL('../../../node_modules', import.meta.url)), join(root, 'node_modules'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const wish = {
  root,
  folder: 'packages/late',
  under: [],
  operators: ['boundary', 'logic', 'arithmetic'],
  seed: 1,
  mutants: 9,
  seconds: 60,
  patience: 500,
  results: join(root, 'results.jsonl'),
  again: false,
  whole: false,
  report: () => {},
  stop: new AbortController().signal,
}
const said = (tried: readonly Tried[]) =>
  tried.map((each) => `${each.outcome} ${written(each)} ${each.by ?? ''}`.trim()).toSorted()

test('a run says which mutants live, which a test kills and which never end, and leaves the sources alone', async () => {
  const run = await mutate(wish)
  expect(said(run.tried)).toEqual([
    'killed packages/late/src/late.ts:2 logic: && → || packages/late/src/late.test.ts > both are both',
    'killed packages/late/src/late.ts:5 boundary: < → <= packages/late/src/late.test.ts > three',
    'no-test packages/late/src/alone/alone.ts:1 boundary: > → >=',
    'survived packages/late/src/late.ts:1 boundary: > → >=',
    'timeout packages/late/src/late.ts:5 arithmetic: + → -',
  ])
  for (const [file, text] of Object.entries(files)) expect(readFileSync(join(root, file), 'utf8')).toBe(text)
  expect(readdirSync(join(root, 'packages/late'))).toEqual(['package.json', 'src'])

  const again = await mutate(wish)
  expect([again.now, said(again.tried)]).toEqual([0, said(run.tried)])

  const known = {
    file: 'packages/late/src/late.ts',
    code: files['packages/late/src/late.ts']?.split('\n')[0] ?? '',
    was: '>',
    becomes: '>=',
    why: '',
  }
  expect(reportOf(root, again, [known], 1).split('\n').slice(0, -1)).toEqual([
    'NO TEST  packages/late/src/alone/alone.ts:1 boundary: > → >=',
    '',
    'seed 1: 5 mutants possible, 5 chosen, 5 tried',
    '3 killed (1 by time), 2 survived, of which 1 are known to be equivalent',
    'score 60.0 %; without the equivalent 75.0 %',
  ])
})

test('a run whose tests fail without a mutant says so', async () => {
  writeFileSync(
    join(root, 'packages/late/src/broken.test.ts'),
    "import { expect, test } from 'vitest'\ntest('no', () => expect(1).toBe(2))\n",
  )
  await expect(mutate({ ...wish, results: join(root, 'other.jsonl'), mutants: 1 })).rejects.toThrow(
    /fail without a mutant: .*broken\.test\.ts > no$/,
  )
})
