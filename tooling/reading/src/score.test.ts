import { readSource, textSource } from '@beatbook/documents'
import { describe, expect, it } from 'vitest'
import { readExpected } from './expected.ts'
import { score } from './score.ts'
import { withTable } from './table.ts'

const read = (text: string) => {
  const result = readSource(textSource('plan.txt', text))
  return result.ok ? result.value : null
}
const expected = readExpected(
  JSON.stringify({
    document: 'plan.txt',
    plans: [
      {
        sections: [
          {
            title: 'Patrols',
            actions: [
              { ref: '1', text: 'Walk the high street', owner: 'SNT', rag: 'amber', updates: [] },
              { ref: '2', text: 'Map the cold spots', owner: 'SNT', rag: 'red', updates: [] },
            ],
          },
        ],
      },
    ],
  }),
)
const header = '#\tAction\tOwner\tRAG\n\tPatrols'

describe('the score of a reading', () => {
  it('counts the actions found and each correct field', () => {
    const result = score(
      read(`${header}\n1\tWalk the high street\tSNT\tA\n2\tMap the cold spots\tSNT\tR`),
      expected,
    )
    expect(result).toMatchObject({
      found: 2,
      invented: [],
      missing: [],
      outcomes: { level: { right: 2, flagged: 0, wrong: 0 } },
    })
  })

  it('distinguishes a silent difference from one that a finding names', () => {
    const result = score(
      read(`${header}\n1\tWalk the high street\tSNT\tG\n2\tMap the cold spots\tSNT\t5`),
      expected,
    )
    expect(result.outcomes.level).toEqual({ right: 0, flagged: 1, wrong: 1 })
  })

  it('lists missing and invented actions', () => {
    const result = score(
      read(`${header}\n1\tWalk the high street\tSNT\tA\n3\tSweep the yard\tSNT\tR`),
      expected,
    )
    expect(result).toMatchObject({
      found: 1,
      invented: ['3 Sweep the yard'],
      missing: ['2 Map the cold spots'],
    })
  })

  it('replaces the table between its markers and nothing else', () => {
    const page = 'Before\n<!-- score: begin -->\nold\n<!-- score: end -->\nAfter'
    const renewed = withTable(page, [score(null, expected)])
    expect(renewed).toMatch(
      /^Before\n<!-- score: begin -->\n\| document [\s\S]*0 of 2[\s\S]*<!-- score: end -->\nAfter$/,
    )
    expect(renewed).not.toContain('old')
  })
})
