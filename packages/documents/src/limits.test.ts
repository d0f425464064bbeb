import { describe, expect, test } from 'vitest'
import { readDocument, readSource } from './read.ts'
import { failureOf } from './source/failure.ts'
import { type LimitName, limits, OverLimit } from './source/limits.ts'
import { textSource } from './source/text.ts'

const read = async (name: string, text: string) => {
  const result = await readDocument(name, new TextEncoder().encode(text))
  return result.ok ? 'read' : result.error
}
const over = (name: string, limit: LimitName) => ({
  code: 'over-limit',
  args: { name, limit, most: limits[limit] },
})
const rows = (count: number) =>
  Array.from({ length: count }, (_, at) => `${at + 1}\tWalk beat ${at}\tTeam ${at % 9}`).join('\n')

describe('a document over a limit is refused, and the limit is named', () => {
  test.each<[string, string, LimitName, string]>([
    ['a row of commas with a word in each cell', 'plan.csv', 'columns', 'a,'.repeat(limits.columns + 2)],
    ['100,000 columns', 'plan.txt', 'columns', 'a\t'.repeat(100_000)],
    ['1,000 rows of 2,000 columns', 'plan.csv', 'cells', `${'a,'.repeat(2_000)}\n`.repeat(1_000)],
    ['100,000 rows', 'plan.txt', 'rows', `Ref\tAction\tOwner\n${rows(100_000)}`],
    [
      'cells that span 65,000 rows and columns',
      'plan.html',
      'columns',
      `<table>${'<tr><td colspan=65000 rowspan=65000>a</td></tr>'.repeat(250)}`,
    ],
    ['a line of 10 MB', 'plan.txt', 'characters', 'a'.repeat(10_000_001)],
    ['a line of 2 MB', 'plan.txt', 'paragraph', 'a'.repeat(2_000_000)],
    ['a million lines', 'plan.csv', 'lines', '\n'.repeat(1_000_000)],
    ['a million lines that end in carriage returns', 'plan.csv', 'lines', '\r'.repeat(1_000_000)],
    ['a cell of 200,000 characters', 'plan.csv', 'cell', `Ref,Action\n1,${'a'.repeat(200_000)}`],
    [
      'a tag of 10,000 attributes',
      'plan.html',
      'attributes',
      `<p ${Array.from({ length: 10_000 }, (_, at) => `a${at}=b`).join(' ')}>a`,
    ],
  ])('%s', async (_, name, limit, text) => expect(await read(name, text)).toEqual(over(name, limit)))

  test('and nothing is thrown by a source that was opened elsewhere', () => {
    const { blocks, ...source } = textSource('plan.txt', `Ref\tAction\tOwner\n${rows(limits.rows / 2)}`)
    const refused = readSource({ ...source, blocks: [...blocks, ...blocks] })
    expect(refused.ok ? null : refused.error).toEqual(over('plan.txt', 'rows'))
  })
})

test('a plan of 10,000 rows is read', async () => {
  expect(await read('plan.txt', `Ref\tAction\tOwner\n${rows(10_000)}`)).toBe('read')
})

test('empty columns beyond the maximum lose nothing', async () => {
  expect(
    await read(
      'plan.csv',
      `Ref,Action,Owner,Due${','.repeat(20_000)}\n1,Walk,Team,Oct 22${','.repeat(20_000)}`,
    ),
  ).toBe('read')
})

test.each([
  ['empty lines', 'plan.csv', '\n'.repeat(400_000)],
  ['empty lines of Windows', 'plan.csv', '\r\n'.repeat(400_000)],
  ['empty lines of old machines', 'plan.csv', '\r'.repeat(400_000)],
  ['words and 200,000 empty lines', 'plan.csv', `a,b,c\n${'\n'.repeat(200_000)}d,e,f\ng,h,i\n`],
  ['200,000 pairs of a mark and words', 'plan.txt', '1.\ta\n'.repeat(90_000)],
])('%s: an answer, nothing thrown', async (_, name, text) => {
  expect(await read(name, text)).toMatchObject({
    code: expect.stringMatching(/^(?:empty-file|nothing-recognised|over-limit)$/),
  })
})

test('an error thrown by a reader is a failure: a limit, a stack overflow, or a bug of ours with its position for the log', () => {
  expect(failureOf('a.txt', new OverLimit('rows'))).toEqual(over('a.txt', 'rows'))
  expect(failureOf('a.txt', new RangeError('Maximum call stack size exceeded'))).toEqual({
    code: 'too-large',
    args: { name: 'a.txt' },
  })
  expect(failureOf('a.txt', new TypeError('x is not a function'))).toEqual({
    code: 'reader-fault',
    args: { name: 'a.txt', error: 'x is not a function', at: expect.stringContaining('limits.test.ts') },
  })
  expect(failureOf('a.txt', 'a word')).toMatchObject({ code: 'reader-fault', args: { error: 'a word' } })
})
