import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { draft } from '@beatbook/domain'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fixtureText } from './fixture.ts'
import { readSource } from './read.ts'
import { claimedPieces } from './shape.ts'
import { textSource } from './source/text.ts'

const fixtures = ['inspection-log.txt', 'broken-inspection-log.txt', 'strategy.txt', 'board-report.txt'].map(
  (name) => [name, fixtureText(name)] as const,
)
const folder = process.env.BEATBOOK_DOCUMENTS ?? join(import.meta.dirname, '../../../../shared/documents')
const real = existsSync(folder)
  ? readdirSync(folder)
      .filter((name) => name.endsWith('.txt'))
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const)
  : []
const mutations = Number(process.env.BEATBOOK_MUTATIONS ?? 30)

/** The pieces that no value, finding or ignored entry refers to. */
function lost(name: string, text: string): string[] {
  const source = textSource(name, text)
  const read = readSource(source)
  if (!read.ok) return []
  expect(draft.safeParse(read.value).error?.issues ?? []).toEqual([])
  const claimed = claimedPieces(read.value)
  return source.pieces.flatMap((piece, i) => (claimed.has(i) ? [] : [piece.text]))
}

test.each([...fixtures, ...real])('every piece of %s is accounted for', (name, text) => {
  expect(lost(name, text)).toEqual([])
})

test.each([...fixtures, ...real])('no damage to %s loses a piece or throws', (name, text) => {
  const lines = text.split('\n')
  const damage = fc.array(
    fc.tuple(
      fc.constantFrom('drop', 'double', 'cut', 'flip', 'move'),
      fc.nat(lines.length - 1),
      fc.nat(400),
      fc.string({ minLength: 1, maxLength: 3 }),
    ),
    {
      minLength: 1,
      maxLength: 12,
    },
  )
  fc.assert(
    fc.property(damage, (steps) => {
      const damaged = [...lines]
      for (const [what, at, column, letters] of steps) {
        const line = damaged[at] ?? ''
        if (what === 'drop') damaged.splice(at, 1)
        else if (what === 'double') damaged.splice(at, 0, line)
        else if (what === 'cut') damaged[at] = line.slice(0, column)
        else if (what === 'move') damaged.push(...damaged.splice(at, 2))
        else damaged[at] = line.slice(0, column) + letters + line.slice(column + letters.length)
      }
      return lost(name, damaged.join('\n')).length === 0
    }),
    { numRuns: mutations },
  )
})
