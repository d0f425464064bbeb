import { hasActing } from '@beatbook/domain'
import fc from 'fast-check'
import stringWidth from 'string-width'
import { expect, test } from 'vitest'
import { fitTable, fitted, type TableColumn, wrap } from './table.ts'

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.lorem({ maxCount: 12 }),
)
const column = fc.record(
  {
    heading: fc.constantFrom('ADDRESS', 'ACTION', 'ON', ''),
    flexible: fc.boolean(),
    least: fc.integer({ min: 3, max: 24 }),
    drop: fc.nat(3),
    right: fc.boolean(),
  },
  { requiredKeys: ['heading'] },
) as fc.Arbitrary<TableColumn>

test('a table is never wider than its terminal, and has no control characters, whatever its content', () => {
  const table = fc.array(column, { minLength: 1, maxLength: 8 }).chain((columns) =>
    fc.record({
      columns: fc.constant(columns),
      rows: fc.array(fc.array(text, { minLength: columns.length, maxLength: columns.length }), {
        maxLength: 5,
      }),
    }),
  )
  fc.assert(
    fc.property(table, fc.integer({ min: 45, max: 200 }), ({ columns, rows }, width) => {
      const { lines, left } = fitTable(columns, rows, width)
      expect(lines).toHaveLength(rows.length + 1)
      for (const line of lines)
        expect([stringWidth(line) <= width, hasActing(line), line.includes('\n')]).toEqual([
          true,
          false,
          false,
        ])
      expect(
        left.every((heading) => columns.some((each) => each.heading === heading && each.drop !== undefined)),
      ).toBe(true)
    }),
    { numRuns: 500 },
  )
})

test('columns are dropped in the given order, and only where necessary', () => {
  const columns = [
    { heading: 'ADDRESS' },
    { heading: 'ACTION', flexible: true, least: 20 },
    { heading: 'OWNERS', flexible: true, drop: 1 },
    { heading: 'UPDATED', drop: 2 },
  ]
  const rows = [
    ['charter/5', 'Give each problem-solving hub a prevention lead', 'Neighbourhood policing', '11 Aug 2026'],
  ]
  expect(fitTable(columns, rows, Number.POSITIVE_INFINITY).lines[1]).toBe(
    `charter/5  ${rows[0]?.[1]}  Neighbourhood policing  11 Aug 2026`,
  )
  expect(fitTable(columns, rows, 80)).toEqual({
    lines: [
      'ADDRESS    ACTION                            OWNERS                  UPDATED',
      'charter/5  Give each problem-solving hub a…  Neighbourhood policing  11 Aug 2026',
    ],
    left: [],
  })
  expect(fitTable(columns, rows, 50).left).toEqual(['UPDATED'])
  expect(fitTable(columns, rows, 40).left).toEqual(['OWNERS', 'UPDATED'])
})

test('a control character is as wide as its visible sign', () => {
  expect(fitted('a\u001b[2Jb', 8)).toBe('a␛[2Jb  ')
  expect(wrap('\u202egnp.exe runs', 13)).toEqual(['⟨202E⟩gnp.exe', 'runs'])
})
