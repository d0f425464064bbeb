import fc from 'fast-check'
import { parseCsv } from 'hucre'
import { describe, expect, it } from 'vitest'
import { csvSource, parseRecords } from './csv.ts'

const rows = (text: string) => {
  const [table] = csvSource('plan.csv', text).blocks
  return table?.kind === 'table' ? table.rows.map((row) => row.cells.map((cell) => cell.text)) : []
}

describe('delimited text', () => {
  it.each([
    ['commas', 'ref,action\n1,Map the lanes\n'],
    ['tabs', 'ref\taction\n1\tMap the lanes\n'],
    ['semicolons', 'ref;action\r\n1;Map the lanes'],
    ['bars', 'ref|action\r1|Map the lanes'],
    ["a workbook's hint", 'sep=;\nref;action\n1;Map the lanes'],
  ])('is read at its delimiter: %s', (_name, text) =>
    expect(rows(text)).toEqual([
      ['ref', 'action'],
      ['1', 'Map the lanes'],
    ]),
  )

  it('reads a line break inside quotes as part of its cell', () =>
    expect(rows('a,b\n"one\r\ntwo","say ""yes"""\n')).toEqual([
      ['a', 'b'],
      ['one\ntwo', 'say "yes"'],
    ]))
  it('reads an unclosed quote as an ordinary character', () =>
    expect(rows('a,b\n"one,two\n3,4')).toEqual([
      ['a', 'b'],
      ['"one', 'two'],
      ['3', '4'],
    ]))
  it('reads an empty cell at the end of a line', () =>
    expect(rows('a,b,\n1,,\n')).toEqual([
      ['a', 'b', ''],
      ['1', '', ''],
    ]))
  it('reads a list in a cell as its items', () => {
    const [table] = csvSource('plan.csv', 'a,b\n1,<ul><li>Hubs team</li><li>Rural team</li></ul>\n').blocks
    const cell = table?.kind === 'table' ? table.rows[1]?.cells[1] : undefined
    expect(cell?.items.map((item) => item.text)).toEqual(['Hubs team', 'Rural team'])
  })
  it('has the line, row and column of each cell', () => {
    expect(csvSource('plan.csv', 'a,b\n"x\ny",2\n3,4').pieces.map((piece) => piece.place)).toEqual([
      { line: 1, row: 1, column: 1 },
      { line: 1, row: 1, column: 2 },
      { line: 2, row: 2, column: 1 },
      { line: 2, row: 2, column: 2 },
      { line: 4, row: 3, column: 1 },
      { line: 4, row: 3, column: 2 },
    ])
  })
  it('reads quoted cells like another parser', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'é', ',', '"', '\n', ' ') })
    const quoted = (table: string[][]) =>
      table.map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(',')).join('\r\n')
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 }),
        (table) => {
          expect(parseRecords(quoted(table), ',').map((record) => record.cells)).toEqual(table)
          expect(parseCsv(quoted(table), { delimiter: ',', skipEmptyRows: false })).toEqual(table)
        },
      ),
    )
  })
  it('loses no letter of any text', () => {
    const letters = (text: string) => [...text.replace(/[\s,"]/g, '')].sort().join('')
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'b', ',', '"', '\n', '\r', ' ') }), (text) => {
        expect(
          letters(
            parseRecords(text, ',')
              .flatMap((record) => record.cells)
              .join(''),
          ),
        ).toBe(letters(text))
      }),
    )
  })
})
