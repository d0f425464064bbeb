import { expect, test } from 'vitest'
import { mutantsOf, mutated, sampleOf } from './mutants.ts'

/** The changed texts of a source's mutants, in order. */
const changed = (source: string): string[] =>
  mutantsOf('packages/a/src/a.ts', source).map((mutant) => mutated(source, mutant))

test.each([
  ['a boundary', 'a < b', ['a <= b']],
  ['the other boundary', 'a >= b', ['a > b']],
  ['an equality', 'a === b', ['a !== b']],
  ['a connective', 'a && (b)', ['a || (b)']],
  ['a sum of numbers', 'a + b', ['a - b']],
  ['a text put together', 'a = `b` + c', ['a = `` + c']],
  ['a truth', 'a = true', ['a = false']],
  ['a number', 'a = 7', ['a = 8', 'a = 6']],
  ['nought', 'a = 0', ['a = 1', 'a = (-1)']],
  ['a negation', 'a = !b', ['a = b']],
  ['a call on its own', 'f(a)', ['']],
  ['a text', "a = 'word'", ["a = ''"]],
  ['an empty text', "a = ''", []],
  ['a list', 'a = [b]', ['a = []']],
  ['an absence', 'a = b ?? c', ['a = b']],
  ['a condition', 'if (a) b = c', ['if (true) b = c', 'if (false) b = c']],
  ['a choice', 'a = b ? c : d', ['a = (c)', 'a = (d)']],
  ['every and some', 'a = b.every(c)', ['a = b.some(c)']],
])('%s', (_kind, source, expected) => {
  expect(changed(source)).toEqual(expected)
})

test('names, modules and types are left as they are', () => {
  const source =
    "import b from 'b'\nexport * from 'c'\nexport { d } from 'd'\ntype A = 'a' | 1\nexport const e: A[] = { 'f': b as 'g' }\n"
  expect(changed(source)).toEqual([])
})

test('a mutant has its position', () => {
  expect(mutantsOf('packages/a/src/a.ts', 'const a = 1\n\nconst late = a > b\n').at(-1)).toMatchObject({
    file: 'packages/a/src/a.ts',
    line: 3,
    operator: 'boundary',
    was: ' > ',
    becomes: ' >= ',
  })
})

test('a seed selects the same mutants, and a larger sample begins with the same ones', () => {
  const all = mutantsOf('packages/a/src/a.ts', Array.from({ length: 50 }, (_, n) => `a${n} < b`).join('\n'))
  const ids = (seed: number, count: number) => sampleOf(all, seed, count).map(({ id }) => id)
  expect(ids(1, 10)).toEqual(ids(1, 10))
  expect(ids(1, 20).slice(0, 10)).toEqual(ids(1, 10))
  expect(ids(2, 10)).not.toEqual(ids(1, 10))
  expect(new Set(ids(1, 100))).toEqual(new Set(all.map(({ id }) => id)))
})
